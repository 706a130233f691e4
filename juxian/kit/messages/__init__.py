"""Messages to people: the inbox always, e-mail and SMS through gateways."""
