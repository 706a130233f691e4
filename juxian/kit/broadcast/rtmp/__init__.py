"""RTMP, as OBS and ffmpeg speak it (Adobe's specification 1.0, December 2012): only publishing, only AMF0."""
