"""Journeys that need no browser: Django's client, the queue, and papers read as a camera reads them."""
