"""`juxian keys`: make, list, rotate and retire the keys of secrets. Every change is on the record, no key ever is."""

import argparse
import sys
from collections.abc import Sequence

from django.utils.translation import gettext as _

from juxian.kit.access import SYSTEM
from juxian.kit.audit import record
from juxian.kit.secrets.errors import SecretDamaged, SecretKeyMissing
from juxian.kit.secrets.keys import KEY_CLASSES, Algorithm, key_source, ring
from juxian.kit.secrets.renewal import RowsHeld, retire, rotate, rotate_class, rows_by_key

__all__ = ["main", "rotate"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return the exit code: 0, or 1 with one sentence on the error stream."""
    options = _parser().parse_args(arguments)
    try:
        options.run(options)
    except (SecretKeyMissing, SecretDamaged, RowsHeld) as fault:
        sys.stderr.write(f"{fault}\n")
        return 1
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="juxian keys", description=_("加密资料的密钥"))
    commands = parser.add_subparsers(required=True)
    make = commands.add_parser("make", help=_("首次部署：生成缺少的密钥文件"))
    make.set_defaults(run=_make)
    show = commands.add_parser("list", help=_("列出密钥和使用它们的行数"))
    show.set_defaults(run=_list)
    turn = commands.add_parser("rotate", help=_("换新密钥，并用它重新加密全部资料"))
    turn.add_argument("key_class", choices=KEY_CLASSES)
    turn.add_argument("--continue", dest="goes_on", action="store_true", help=_("不生成新密钥，只继续上次的工作"))
    turn.set_defaults(run=_rotate)
    end = commands.add_parser("retire", help=_("把一天前已被取代、不再有行使用的密钥移出"))
    end.add_argument("key_class", choices=KEY_CLASSES)
    end.set_defaults(run=_retire)
    for command in (make, turn):
        command.add_argument("--sm4", action="store_true", help=_("使用国密 SM4-GCM 代替 AES-256-GCM"))
    return parser


def _algorithm(options: argparse.Namespace) -> Algorithm:
    return Algorithm.SM4_GCM if options.sm4 else Algorithm.AES_256_GCM


def _make(options: argparse.Namespace) -> None:
    for key_class in KEY_CLASSES:
        made = key_source().make(key_class, _algorithm(options))
        _say(f"{key_class}: {made.current_id}")


def _list(options: argparse.Namespace) -> None:
    for key_class in KEY_CLASSES:
        counts = rows_by_key(key_class)
        keys = ring(key_class)
        for key in keys.keys.values():
            mark = _("当前") if key.id == keys.current_id else _("已被取代")
            rows = _("%(count)d 行") % {"count": counts.get(key.id, 0)}
            _say(f"{key_class} {key.id} {key.algorithm.name} {key.made_at:%Y-%m-%d} {mark} {rows}")


def _rotate(options: argparse.Namespace) -> None:
    if not options.goes_on:
        key = key_source().add(options.key_class, _algorithm(options))
        record("action", "kit.add_key", by=SYSTEM, data={"key_class": options.key_class, "key": key.id})
    done = rotate_class(options.key_class)
    record("action", "kit.rotate_keys", by=SYSTEM, data={"key_class": options.key_class, "rows": done})
    for column, count in done.items():
        _say(_("%(column)s：%(count)d 行已换用新密钥") % {"column": column, "count": count})


def _retire(options: argparse.Namespace) -> None:
    retired = retire(options.key_class)
    record("action", "kit.retire_keys", by=SYSTEM, data={"key_class": options.key_class, "keys": retired})
    _say(_("移出的密钥：%(keys)s") % {"keys": ", ".join(retired) or _("无")})


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
