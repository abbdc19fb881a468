"""Our relations with the people of the account: how strong, whom they reach, who is a coach, which role is covered."""
