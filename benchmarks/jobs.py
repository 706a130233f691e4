"""The public list of vacancies at 1,782 and 178,200 posts, beside a list without paging as sites of this field do it.

    .venv/bin/python benchmarks/jobs.py [--rows 178200] [--times 40] [--peer-times 1]

1,782 posts of 300 employers are made through the models and listed as the product lists them; for 178,200 each of them
is copied a hundred times with another street, pay and day. Every request goes through the whole stack (middleware,
rate limit, read-only transaction, templates). The peer is a view of this file: every row, the same card template, no
pages, which is what a list with a filter in the browser needs. The database is the benchmark's own and is dropped.
"""

import argparse
import datetime as dt
import gc
import random
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
BASE, EMPLOYERS = 1_782, 300
TRADES = ("焊工", "车工", "铣工", "钳工", "电工", "数控操作工", "质检员", "仓管员", "叉车司机", "软件工程师", "会计")
BEFORE = ("高级", "初级", "夜班", "出口车间", "实习", "储备", "产线", "项目")
PLACES = ("001", "002", "003", "004", "102", "103")
PAGES = [
    ("first page", "/jobs/"),
    ("first page again (columns kept)", "/jobs/"),
    ("two filters", "/jobs/?kind=full_time&street=350211003"),
    ("five filters", "/jobs/?pay=5000&street=350211003&street=350211004&degree=college&housing=lodging"),
    ("a word", "/jobs/?q=%E7%84%8A%E5%B7%A5"),
    ("pinyin and a filter", "/jobs/?q=shukong&kind=full_time"),
    ("a word that is everywhere", "/jobs/?q=%E6%BC%94%E7%A4%BA"),
    ("nearest first", "/jobs/?near=350211102&sort=near"),
    ("page 50", "/jobs/?page=50"),
    ("one vacancy", "/jobs/ZW000001/"),
    ("Atom of a search", "/jobs/feed.atom?q=%E7%84%8A%E5%B7%A5"),
]
COPY = """
INSERT INTO recruitment_vacancy
SELECT made.* FROM generate_series(1, %(copies)s) AS n, recruitment_vacancy AS template,
     LATERAL jsonb_populate_record(NULL::recruitment_vacancy, to_jsonb(template) || jsonb_build_object(
         'id', gen_random_uuid(), 'number', template.number || 'C' || n, 'title_key', template.title_key || n,
         'approved_at', template.approved_at - n * interval '7 hours',
         'street_code', (%(streets)s::text[])[1 + abs(hashtext(template.number || n)) %% 6],
         'pay_low_fen', 300000 + 50000 * (n %% 20), 'pay_high_fen', 1300000)) AS made
"""
LIST = """
INSERT INTO recruitment_listing
SELECT made.* FROM recruitment_vacancy AS copy
JOIN recruitment_vacancy AS origin ON origin.number = split_part(copy.number, 'C', 1)
JOIN recruitment_listing AS template ON template.vacancy_id = origin.id,
     LATERAL jsonb_populate_record(NULL::recruitment_listing, to_jsonb(template) || jsonb_build_object(
         'vacancy_id', copy.id, 'listed_at', copy.approved_at, 'street', right(copy.street_code, 3)::int,
         'monthly_pay', copy.pay_low_fen / 100,
         'pay', width_bucket(copy.pay_low_fen / 100, %(steps)s::bigint[]) - 1)) AS made
WHERE copy.number LIKE '%%C%%'
"""
WORDS = """
INSERT INTO recruitment_listingwords (listing_id, title, all_words)
SELECT copy.id, template.title, template.all_words FROM recruitment_vacancy AS copy
JOIN recruitment_vacancy AS origin ON origin.number = split_part(copy.number, 'C', 1)
JOIN recruitment_listingwords AS template ON template.listing_id = origin.id
WHERE copy.number LIKE '%%C%%'
"""


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rows", type=int, default=178_200)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--peer-times", type=int, default=1)
    asked = parser.parse_args()
    from benchmarks.office_at_scale import database

    stop: Any = database()
    try:
        run(asked.rows, asked.times, asked.peer_times)
    finally:
        stop()


def run(rows: int, times: int, peer_times: int) -> None:
    make_posts()
    gc.collect()
    gc.freeze()  # as the server does when it starts (kit/serving.py)
    measure(BASE, times, max(peer_times, 5))
    if rows > BASE:
        copy_posts(rows // BASE - 1)
        measure(rows, times, peer_times)


def make_posts() -> None:
    """1,782 posts as the product keeps and lists them; invented employers and titles, the same at every run."""
    from juxian.kit import clock
    from juxian.recruitment.models import Listing, Vacancy
    from tests.cast import make_organisation
    from tests.recruitment.listings import load_streets, make_open

    load_streets()
    chance = random.Random(1782)
    employers = [make_organisation(f"演示{number}号制造有限公司") for number in range(EMPLOYERS)]
    for number in range(BASE):
        low = chance.randrange(30, 120) * 10_000
        make_open(
            f"{chance.choice(BEFORE)}{chance.choice(TRADES)}{number}",
            employers[number % EMPLOYERS],
            number=f"ZW{number:06d}",
            kind=chance.choice(("full_time", "full_time", "full_time", "part_time", "internship")),
            degree=chance.choice(("", "", "high_school", "college", "bachelor")),
            skill_level=chance.choice(("", "", "intermediate", "senior", "technician")),
            housing=chance.choice(("", "lodging", "allowance")),
            street_code=f"350211{chance.choice(PLACES)}",
            pay_low_fen=low,
            pay_high_fen=low + 200_000,
            perks=["insurance", "meals", "bonus"],
            requirements="能看懂图纸，服从安排，有同类岗位经验者优先，能适应两班倒。" * 3,
            description="按图纸完成当班的加工、自检和记录，保持设备和现场整洁。" * 4,
            approved_at=clock.now() - dt.timedelta(minutes=number),
        )
    Listing.objects.follow(Vacancy.objects.all())


def copy_posts(copies: int) -> None:
    from django.db import connection

    from juxian.recruitment.facet_values import PAY_STEPS

    tables = ("recruitment_vacancy", "recruitment_listing", "recruitment_listingwords")
    streets = [f"350211{place}" for place in PLACES]
    values = {"copies": copies, "streets": streets, "steps": list(PAY_STEPS)}
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        for statement in (COPY, LIST, WORDS):
            cursor.execute(statement, values)
        for table in tables:
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        cursor.execute("VACUUM ANALYZE")


def measure(rows: int, times: int, peer_times: int) -> None:
    print(f"\n{rows:,} posts; {times} requests each")
    print(f"{'page':36}{'queries':>8}{'median ms':>11}{'p95 ms':>9}{'CPU ms':>9}{'KB':>10}")
    from django.test import Client

    client = Client()
    for place, (label, address) in enumerate(PAGES):
        show(label, times, lambda n, p=place, a=address: client.get(a, REMOTE_ADDR=f"10.2.{p}.{n % 250}"))
    show("peer: every row, no pages", peer_times, lambda n: every_row())


def every_row() -> Any:
    """What a list without paging costs: one query for all rows with their employers, one card each."""
    from django.http import HttpResponse
    from django.template.loader import render_to_string

    from juxian.recruitment.models import Vacancy
    from juxian.recruitment.queries.cards import Card

    rows = Vacancy.objects.public().select_related("organisation", "item").order_by("-approved_at")
    cards = [Card(vacancy=row, street="", reply=None, kilometres=None) for row in rows]
    html = "".join(render_to_string("recruitment/public/_job_card.html", {"card": card}) for card in cards)
    return HttpResponse(html)


def show(label: str, times: int, ask: Callable[[int], Any]) -> None:
    """The first request of a page fills caches of templates and is not counted."""
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    if times > 1:
        ask(0)
    took, busy = [], time.process_time()
    for number in range(times):
        start = time.perf_counter()
        answer = ask(number + 1)
        took.append(1000 * (time.perf_counter() - start))
        assert answer.status_code == 200, (label, answer.status_code)
    cpu = 1000 * (time.process_time() - busy) / times
    count = 1
    if not label.startswith("peer"):
        with CaptureQueriesContext(connection) as queries:
            ask(times + 1)
        count = len([query for query in queries if query["sql"].startswith(("SELECT", "     INSERT"))])
    p95 = sorted(took)[min(len(took) - 1, round(0.95 * len(took)))]
    size = len(answer.content) / 1024
    print(f"{label:36}{count:>8}{statistics.median(took):>11.1f}{p95:>9.1f}{cpu:>9.1f}{size:>10,.0f}", flush=True)


if __name__ == "__main__":
    main()
