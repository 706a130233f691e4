"""What the clock does with the kit's own tables; see `config/schedule.py`."""

from juxian.kit.audit.checking import check_and_note
from juxian.kit.audit.sealing import seal
from juxian.kit.calls.signals import forget_signals
from juxian.kit.job_failures import forget_failures
from juxian.kit.jobs import forget_finished_jobs, job
from juxian.kit.media.packing import package_video  # noqa: F401  (a job is known once its module is loaded)
from juxian.kit.media.sweeping import sweep_videos
from juxian.kit.rate_limit import forget_old_counts
from juxian.kit.sealed_sessions import SessionStore
from juxian.kit.sent_once import forget_sent_forms
from juxian.kit.uploads import sweep_uploads

KEEP_JOBS_DAYS = 30


@job(queue="clock", queueing_lock="kit.seal_record")
def seal_record() -> None:
    """Sign what was recorded since the last seal."""
    seal()


@job(queue="clock", queueing_lock="kit.check_record")
def check_record() -> None:
    """Check the whole record against its seals, keys and checkpoints."""
    check_and_note()


@job(queue="clock")
def forget_attempts() -> None:
    """Drop counts of attempts that no limit looks at any more, and forms that no open page can send again."""
    forget_old_counts()
    forget_sent_forms()


@job(queue="clock")
def forget_sessions() -> None:
    """Drop sessions whose time is over: Django ignores them, but they would lie here for good."""
    SessionStore.clear_expired()


@job(queue="clock")
def forget_call_signals() -> None:
    """Drop what browsers told each other to begin a call, and what was written beside it a day ago."""
    forget_signals()


@job(queue="clock")
def forget_jobs() -> None:
    """Drop finished jobs after a month; failed ones stay until somebody has looked at them."""
    forget_finished_jobs(KEEP_JOBS_DAYS)
    forget_failures()


@job(queue="clock", queueing_lock="kit.sweep_files")
def sweep_files() -> None:
    """Remove files that nobody keeps."""
    sweep_uploads(None)
    sweep_videos()
