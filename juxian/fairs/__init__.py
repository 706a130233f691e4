"""Where employers and people meet: info sessions, live job shows, online fairs, on-site fairs, as one kind of event.

Nouns: *event*, *booth* (one participation: one legal entity at one event), *reservation* (a place and its code),
*visit* (one person-time), *barring* (who stayed away twice), *material*, *question*; live streams, halls and meetings
stand on them. Stands on recruitment for employers' pages, vacancies and applications, and on people for who is who.
"""
