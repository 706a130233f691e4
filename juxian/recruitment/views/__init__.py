"""Pages of recruitment. One view serves one audience: office pages are named `office_…`, an employer's `org_…`."""
