"""What a real district must never do by accident."""

import os
import subprocess
import sys


def production(expression: str) -> str:
    """Evaluate an expression on the production settings, in a process of its own."""
    program = f"from juxian.config.settings import production as s; print({expression})"
    environment = {**os.environ, "JUXIAN_SECRET_KEY": "x" * 60}
    environment.pop("JUXIAN_SMS_GATEWAY", None)
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, env=environment, check=True)
    return done.stdout.strip()


def test_one_time_codes_are_never_printed_in_production() -> None:
    assert "Console" not in production("s.SMS_GATEWAY")


def test_nobody_signs_in_with_one_click_in_production() -> None:
    assert production("s.DEMO or s.DEMO_SIGN_IN or s.DEBUG") == "False"
