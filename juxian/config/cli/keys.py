"""`juxian keys`: the keys of encrypted fields. The work is done by `juxian.kit.secrets.rotation`."""

from juxian.config.cli.ground import database_running, set_up_django


def main(arguments: list[str]) -> int:
    """Hand the words over, with the database and the settings ready."""
    with database_running():
        set_up_django()
        from juxian.kit.secrets import rotation

        return rotation.main(arguments)
