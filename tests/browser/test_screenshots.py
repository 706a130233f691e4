"""The pictures in the README, taken of the product itself.

    JUXIAN_WRITE_SCREENSHOTS=1 pytest tests/browser/test_screenshots.py     # into docs/screenshots, of the demo district

Without the variable the same pages of a small stage go to a temporary folder, so that the suite leaves the tree clean.
"""

import io
import os
import re
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from PIL import Image
from playwright.sync_api import Page

from juxian.catalogue.models import Item
from juxian.catalogue.queries.current import current_items
from juxian.credentials.models import Credential
from juxian.credentials.paper import TEMPLATE, paper_data
from juxian.demo import load
from juxian.demo.applying import fill_in
from juxian.demo.workers import make_worker
from juxian.evaluation.models import Application
from juxian.evaluation.states import ApplicationState
from juxian.kit import clock
from juxian.kit.access import Actor
from juxian.kit.pdf import typeset_png
from juxian.people.models import Membership, Organisation, Person
from juxian.people.queries.hats import actor_of
from tests.browser.conftest import DESK
from tests.cast import citizen_actor, make_cast, make_member
from tests.evaluation.factories import bring_to, make_stage

FOLDER = Path(settings.BASE_DIR) / "docs" / "screenshots"
READMES = [Path(settings.BASE_DIR) / name for name in ("README.md", "README.zh-CN.md")]
LARGEST = 200_000  # bytes; whoever clones the project downloads every picture
WRITE = os.environ.get("JUXIAN_WRITE_SCREENSHOTS") == "1"
LONG_PHONE = {"width": 360, "height": 1400}  # as far as one scrolls with two strokes of the thumb
# name → (who looks, on what, address)
SHOTS: dict[str, tuple[str, dict[str, int], str]] = {
    "office_queue": ("officer", DESK, "/office/applications/"),
    "office_application": ("officer", DESK, "/office/applications/{waiting}/"),
    "application_on_a_phone": ("worker", LONG_PHONE, "/my/applications/{draft}/check/"),
    "catalogue": ("stranger", DESK, "/catalogue/{year}/"),
    "figures": ("stranger", DESK, "/figures/"),
    "home": ("stranger", DESK, "/"),
}
CERTIFICATE = "certificate"


@dataclass
class Scene:
    """Who looks, and at which rows."""

    actors: dict[str, Actor | None]
    rows: dict[str, Any]


@pytest.mark.browser
def test_the_pictures_of_the_readme_can_be_taken(transactional_db: None, open_as: Any, tmp_path: Path) -> None:
    scene = the_demo_district() if WRITE else a_small_stage()
    folder = FOLDER if WRITE else tmp_path
    for name, (who, size, address) in SHOTS.items():
        page = open_as(scene.actors[who], size=size)
        response = page.goto(address.format(**scene.rows))
        assert response is not None
        assert response.status == 200, address
        save(folder / f"{name}.png", picture_of(page))
    paper = typeset_png(TEMPLATE, *paper_data(Credential.objects.earliest("number")))[0]
    save(folder / f"{CERTIFICATE}.png", paper, widest=1000)


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_readme_shows_exactly_these_pictures(readme: Path) -> None:
    shown = set(re.findall(r"docs/screenshots/(\w+)\.png", readme.read_text()))
    kept = {path.stem for path in FOLDER.glob("*.png")}
    assert shown == {*SHOTS, CERTIFICATE} == kept
    assert all(path.stat().st_size < LARGEST for path in FOLDER.glob("*.png"))


def the_demo_district() -> Scene:
    """What `make demo` shows on its first day."""
    load.load()
    return scene_of(Person.objects.get(name="吕志强"), list(current_items(clock.today())))


def a_small_stage() -> Scene:
    """One catalogue, one certificate, one application at the counter."""
    cast = make_cast()
    stage = make_stage(cast, year=clock.today().year, published_on=clock.today().replace(month=1, day=1))
    bring_to(ApplicationState.CERTIFIED, stage, make_member("甲某"))
    bring_to(ApplicationState.ACCEPTED, stage, make_member("乙某"))
    return scene_of(cast.lv.person, [stage.item])


def scene_of(worker: Person, items: list[Item]) -> Scene:
    """Find a reviewer and what waits for one; let the worker fill in an application."""
    item = next((one for one in items if "焊工" in one.occupation.name), items[0])
    level = "senior_technician" if "senior_technician" in item.levels else item.levels[-1]
    employer = Organisation.objects.filter(is_in_district=True).exclude(kind="office").earliest("created_at")
    story = make_worker(7, item.occupation.name, level, clock.today())
    draft = fill_in(worker, story, item, level, employer)
    reviewer = actor_of(Membership.objects.filter(role="reviewer").earliest("created_at"))
    return Scene(
        actors={"officer": reviewer, "worker": citizen_actor(worker), "stranger": None},
        rows={
            "draft": draft.pk,
            "waiting": Application.objects.filter(state=ApplicationState.ACCEPTED).earliest("submitted_at").pk,
            "year": item.edition.year,
        },
    )


def picture_of(page: Page) -> bytes:
    """Take what fits the screen, at rest."""
    page.wait_for_load_state("networkidle")
    return page.screenshot(animations="disabled")


def save(path: Path, png: bytes, widest: int = 1440) -> None:
    """Reduce to 256 colours and so many pixels, and refuse an empty page."""
    picture = Image.open(io.BytesIO(png)).convert("RGB")
    picture.thumbnail((widest, 1400))
    assert len(picture.resize((60, 60)).getcolors(3600) or []) > 8, f"{path.name} shows nothing"
    picture.quantize(256, dither=Image.Dither.NONE).save(path, optimize=True)
    assert path.stat().st_size < LARGEST
