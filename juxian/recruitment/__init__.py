"""Who looks for people, and who looks for work (线上校招平台, 聚贤集美云招平台).

Nouns: *page* (what an employer shows of itself), *campaign* (a hiring season or the sub-site of a university),
*participation* (one employer in one campaign), *vacancy*, *report* (a complaint about a vacancy), *blacklisting*;
*profile*, *job application*, *interview*, *agreement* of school, graduate and employer; *saved search*.

Three measures are never mixed: participations (家次), vacancies (职位), openings (岗位). Stands on catalogue for
occupations, on people for who is verified; `fairs` stands on it and shows the same vacancies in events.
"""
