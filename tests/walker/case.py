"""Tests on one world: it is made once a class, and whatever a test changes is rolled back after it."""

import logging

import time_machine
from django.test import TestCase

from tests.conftest import FROZEN
from tests.walker.visits import fingerprint
from tests.walker.world import World, make_world


class WorldTest(TestCase):
    """Both tenants on the stage. Not in `setUpTestData`, which would copy the world for every test."""

    world: World

    @classmethod
    def setUpClass(cls) -> None:
        super().setUpClass()
        logging.disable(logging.CRITICAL)  # thousands of requests, most of them refused
        cls.addClassCleanup(logging.disable, logging.NOTSET)
        try:
            with time_machine.travel(FROZEN, tick=False):
                cls.world = make_world()
                cls.world.fingerprint = fingerprint(cls.world.foreign_rows)
        except BaseException:
            super().tearDownClass()
            raise
