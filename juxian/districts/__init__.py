"""One folder a district: its law, its catalogue, its demo figures. Data; imports nothing but `policy`."""
