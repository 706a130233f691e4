"""Skill evaluation: plans and their places, applications, reviews, panels, recognition.

Above `credentials` (which issues what evaluation recognises), below `insights` and `portals`.
"""
