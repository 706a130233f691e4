"""What a person is entitled to, found without an application (免申即享), and granted by people.

Nouns: *run* (a month of a policy, computed for everybody), *finding* (what a run says of one person), *entitlement*
(the promise to one person, from found to granted to ended), *appeal*. Stands on evaluation, credentials and the
registers for facts, on `policy` for the law, on `notices` for the public notice, and on `payments` for the money:
it posts obligations there and never pays.
"""
