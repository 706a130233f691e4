"""Noting why a job failed: the queue itself keeps only that it did, and logs are not at hand on every desk."""

import logging
import traceback
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.db import DatabaseError

from juxian.kit.audit.recording import LOOKS_SECRET
from juxian.kit.models import JobFailure

LONGEST_TEXT = 600
logger = logging.getLogger("juxian.worker")


def note_failure(call_next: Callable[[], Any], context: Any, worker: Any) -> Any:
    """Wrap each job of a worker; a failed attempt leaves its reason and is raised on."""
    try:
        return call_next()
    except Exception as error:
        try:
            JobFailure.objects.create(job_id=context.job.id, text=reason_of(error))
        except DatabaseError:
            logger.exception("could not note why job %s failed", context.job.id)
        raise


def reason_of(error: Exception) -> str:
    """Return kind, words and place of an error, with what looks like a number of a person struck out."""
    frames = traceback.extract_tb(error.__traceback__)
    place = f" ({Path(frames[-1].filename).name}:{frames[-1].lineno})" if frames else ""
    words = LOOKS_SECRET.sub("***", " ".join(str(error).split()))
    return f"{type(error).__name__}: {words}"[: LONGEST_TEXT - len(place)] + place


def forget_failures() -> int:
    """Delete reasons of jobs that are no longer in the queue. Return how many."""
    from procrastinate.contrib.django.models import ProcrastinateJob

    kept = ProcrastinateJob.objects.values("id")
    return JobFailure.objects.exclude(job_id__in=kept).delete()[0]
