"""A person's profile: five fields or all of them, read out of a file and confirmed, taken along as JSON Resume."""

import json
from functools import partial
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _t
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from juxian.kit.access import Audience
from juxian.kit.errors import RuleBroken
from juxian.kit.files import download
from juxian.kit.uploads import accept_upload
from juxian.kit.views import attempt, audience, next_address, render
from juxian.people.queries import contact, person_by_key
from juxian.recruitment.actions.profile import delete_profile, put_photo, save_profile
from juxian.recruitment.forms.profile import ImportForm, PhotoForm, ProfileForms, QuickProfileForm
from juxian.recruitment.models import Profile
from juxian.recruitment.permissions import PHOTO, Permission
from juxian.recruitment.queries.job_application import profile_of
from juxian.recruitment.queries.snapshot import certificates_of
from juxian.recruitment.resume.json_resume import NotJsonResume, export_resume, import_resume
from juxian.recruitment.resume.parsing import Proposal, parse_resume, segments
from juxian.recruitment.resume.reading import JSON_RESUME, kind_of, read_file

MINE = audience(Audience.PERSON, Permission.APPLY)


@MINE
@require_GET
def my_profile(request: HttpRequest) -> HttpResponse:
    """The profile as employers get it, and the ways to fill it in."""
    context = {
        "profile": profile_of(request.actor.person_id),
        "certificates": certificates_of(request.actor.person_id),
        "photo_form": PhotoForm(),
    }
    return render(request, "recruitment/person/profile.html", context)


@MINE
@require_http_methods(["GET", "POST"])
def my_profile_quick(request: HttpRequest) -> HttpResponse:
    """Five fields."""
    form = QuickProfileForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        save_profile(_me(request), **form.profile(), by=request.actor)
        messages.success(request, _t("简历已保存，可以投递了。"))
        return redirect(next_address(request) or "recruitment:my_profile")
    return render(request, "recruitment/person/profile_quick.html", {"form": form})


@MINE
@require_http_methods(["GET", "POST"])
def my_profile_edit(request: HttpRequest) -> HttpResponse:
    """All fields; what an imported text proposed comes here to be confirmed, with the text beside it."""
    if request.method == "GET":
        return _edit(request, _filled(profile_of(request.actor.person_id)))
    filled = ProfileForms(request.POST)
    if filled.is_valid() and attempt(filled.fields, lambda **_fields: _save(request, filled)):
        messages.success(request, _t("简历已保存。"))
        return redirect("recruitment:my_profile")
    return _edit(request, filled, status=422)


@MINE
@require_http_methods(["GET", "POST"])
def my_profile_import(request: HttpRequest) -> HttpResponse:
    """Read a file or a text and show what was found. Nothing is kept before the person confirms."""
    form = ImportForm(request.POST or None, request.FILES or None)
    read = attempt(form, _read) if request.method == "POST" else None
    if read is None:
        return render(request, "recruitment/person/profile_import.html", {"form": form})
    kind, proposal = read
    profile = profile_of(request.actor.person_id)
    name_shown = profile.name_shown if profile else "whole"
    filled = ProfileForms(resume=proposal.resume, source_kind=kind, source_text=proposal.text, name_shown=name_shown)
    return _edit(request, filled)


@MINE
@require_GET
def my_profile_export(request: HttpRequest) -> HttpResponse:
    """One's own résumé as JSON Resume, to take anywhere."""
    profile = get_object_or_404(Profile.objects.visible_to(request.actor))
    found = contact(request.actor.person_id)
    data = export_resume(
        profile.resume,
        name=request.actor.name,
        email=found.email if found else "",
        phone=found.phone if found else "",
    )
    return download(json.dumps(data, ensure_ascii=False, indent=2), "resume.json", "application/json")


@MINE
@require_POST
def my_profile_photo(request: HttpRequest) -> HttpResponse:
    """Put a photo, or take it away with an empty form."""
    profile = get_object_or_404(Profile.objects.visible_to(request.actor))
    form = PhotoForm(request.POST, request.FILES)
    if request.FILES and not attempt(form, partial(_photo, request, profile)):
        messages.error(request, " ".join(form.errors.get("__all__", [])) or _t("照片没有保存，请换一张再试。"))
    elif not request.FILES:
        put_photo(profile, photo=None, by=request.actor)
    return redirect("recruitment:my_profile")


@MINE
@require_POST
def my_profile_delete(request: HttpRequest) -> HttpResponse:
    delete_profile(get_object_or_404(Profile.objects.visible_to(request.actor)), by=request.actor)
    messages.success(request, _t("简历已删除。已经投出去的，请到“我的投递”撤回。"))
    return redirect("recruitment:my_profile")


def _me(request: HttpRequest) -> Any:
    return get_object_or_404(person_by_key(request.actor.person_id))


def _save(request: HttpRequest, filled: ProfileForms) -> Profile:
    return save_profile(_me(request), **filled.profile(), by=request.actor)


def _photo(request: HttpRequest, profile: Profile, photo: Any) -> Profile:
    upload = accept_upload(photo, kinds=("image",), by=request.actor, purpose=PHOTO)
    return put_photo(profile, photo=upload, by=request.actor)


def _read(file: Any, text: str) -> tuple[str, Proposal]:
    """Return what was handed in and what was found in it."""
    kind, content = read_file(file) if file else (kind_of(text.strip().encode()), text)
    if kind != JSON_RESUME:
        return kind, parse_resume(content)
    try:
        return kind, Proposal(content, import_resume(content).as_data())
    except NotJsonResume as error:
        message = _t("这不是 JSON Resume 格式（jsonresume.org）。请换一个文件，或把简历的文字粘贴进来。")
        raise RuleBroken(message, field="file") from error


def _filled(profile: Profile | None) -> ProfileForms:
    if profile is None:
        return ProfileForms(name_shown="whole")
    return ProfileForms(
        resume=profile.resume,
        street_code=profile.street_code,
        free_from_on=profile.free_from_on,
        name_shown=profile.name_shown,
    )


def _edit(request: HttpRequest, filled: ProfileForms, *, status: int = 200) -> HttpResponse:
    source = filled.source["source_text"].value() or ""
    is_json = filled.source["source_kind"].value() == JSON_RESUME
    context = {
        "filled": filled,
        "segments": [] if is_json else segments(parse_resume(source)),
        "source_text": source,
        "is_proposal": bool(source),
    }
    return render(request, "recruitment/person/profile_edit.html", context, status=status)
