"""`juxian live`: streams in and out, in a process of its own, beside web processes that have JUXIAN_LIVE_URL set."""

import argparse

from juxian.config.cli.child import follow_parent
from juxian.config.cli.ground import set_up_django
from juxian.config.cli.web import add_place, refuse_open_demo, run_server


def main(arguments: list[str]) -> int:
    """Serve /hls/, /ingest/, /whip/ and RTMP until a signal comes. There must be one such process, not two."""
    parser = argparse.ArgumentParser(prog="juxian live", description=__doc__)
    add_place(parser)
    place = parser.parse_args(arguments)
    refuse_open_demo(place.host)
    set_up_django()
    follow_parent()
    from juxian.kit.broadcast.live_app import make_app
    from juxian.kit.serving import django_application

    run_server(make_app(django_application(), is_live=True), place.host, place.port)
    return 0
