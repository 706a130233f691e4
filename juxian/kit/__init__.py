"""Ground floor: actions, states, access, audit, jobs, secrets, files, Excel, PDF, messages, design system.

Holds no business word: nothing here knows what a certificate or a worker is.
"""
