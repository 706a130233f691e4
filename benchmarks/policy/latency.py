"""One person explained, ours beside OpenFisca's trace: the six machine-checked conditions, as `policy_explain.py`."""

import subprocess
import sys
from pathlib import Path


def print_latency(peer: str) -> None:
    """Print the table of `benchmarks/policy_explain.py`; raises if a verdict differs."""
    script = Path(__file__).resolve().parents[1] / "policy_explain.py"
    print("\nOne person with explanation")
    print(subprocess.run([sys.executable, script, "--peer", peer], capture_output=True, text=True, check=True).stdout)
