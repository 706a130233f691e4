"""Moving pictures: one way in (`Remuxer`), one shape out (HLS with H.264 and AAC), live or stored.

Everything here is plain Python on PyAV and knows no Django, except the taking in of uploaded videos
(`accepting`, `fields`, `purposes`), which the rooms above import by name.
"""
