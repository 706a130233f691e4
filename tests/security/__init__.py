"""What an attacker tried: each test is an attack that must fail."""
