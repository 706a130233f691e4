"""What evaluation prints: the form of an application, tickets, the papers of a sitting."""

from juxian.evaluation.paper.application import application_pdf, paper_data
from juxian.evaluation.paper.calendar import calendar_of
from juxian.evaluation.paper.sitting import PAPERS, papers_pdf
from juxian.evaluation.paper.ticket import ticket_url, tickets_pdf

__all__ = ["PAPERS", "application_pdf", "calendar_of", "paper_data", "papers_pdf", "ticket_url", "tickets_pdf"]
