"""A résumé as a part of somebody else's page: `{% load resumes %}{% resume_part resume %}`."""

from typing import Any

from django import template

register = template.Library()


@register.inclusion_tag("recruitment/person/_resume.html")
def resume_part(resume: Any, certificates: Any = ()) -> dict[str, Any]:
    """Draw a résumé for whoever the page around it has let in."""
    return {"resume": resume, "certificates": certificates}
