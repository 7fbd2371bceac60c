"""The table of every address: what a guest, the owner of the attempt and anybody else signed in get."""

READ = {"get": (200, 200, 200), "post": (405, 405, 405)}
NOTHING = {"get": (404, 404, 404), "post": (405, 405, 405)}
OWNERS_READ = {"get": (404, 200, 404), "post": (405, 405, 405)}
OWNERS_WRITE = {"get": (405, 405, 405), "post": (404, 422, 404)}
MINE = {"get": (302, 200, 200), "post": (302, 200, 200)}
ONCE = {"get": (200, 302, 302), "post": (200, 302, 302)}
NEVER = {"get": (302, 302, 302), "post": (302, 302, 302)}
WITH_FACTOR = {"get": (302, 404, 404), "post": (302, 404, 404)}
# Of site staff, by name; everybody else gets what stands under "other".
STAFF = ("eddie", "rita", "ravi", "chloe", "sam")
REVIEWERS = ("rita", "ravi", "chloe")
STAFF_READ = {"get": {"guest": 302, "other": 302} | dict.fromkeys(STAFF, 200), "post": (405, 405, 405)}
READERS_OF_DRAFTS = dict.fromkeys(STAFF, 200)
WRITERS = dict.fromkeys(("eddie", "chloe"), 422)
DESK_READ = {"get": {"guest": 404, "other": 404} | READERS_OF_DRAFTS, "post": (405, 405, 405)}
DESK_ASKED = {
    "get": (405, 405, 405),
    "post": {"guest": 404, "other": 404} | dict.fromkeys(READERS_OF_DRAFTS, 422),
}
DESK_WRITE = {"get": (405, 405, 405), "post": {"guest": 404, "other": 404} | WRITERS}
DIRECTORS_READ = {"get": {"guest": 302, "dora": 200, "other": 404}, "post": (405, 405, 405)}
DIRECTORS_WRITE = {"get": (405, 405, 405), "post": {"guest": 302, "dora": 422, "other": 404}}
DIRECTORS_ACT = {"get": (405, 405, 405), "post": {"guest": 302, "dora": 303, "other": 404}}
DIRECTORS_FORM = {
    "get": {"guest": 302, "dora": 200, "other": 404},
    "post": {"guest": 302, "dora": 422, "other": 404},
}
# The password is asked for first, of those who may know of it.
DIRECTORS_FILE = {"get": {"guest": 302, "dora": 302, "other": 404}, "post": (405, 405, 405)}
MINE_READ = {"get": (302, 200, 200), "post": (405, 405, 405)}
ANYBODYS_FORM = {"get": (200, 200, 200), "post": (200, 200, 200)}

# By address: what a guest, the owner of the attempt and anybody else signed in get. Forms are sent empty.
TABLE = {
    "home": READ,
    "help": READ,
    "content:guideline": {"get": (302, 302, 302)},
    "content:article": READ,
    "content:section": READ,
    "content:recommendation": {"get": (302, 302, 302)},
    "content:notice": READ,
    "content:glossary": READ,
    "content:trials": READ,
    "content:article_changes": READ,
    "content:section_changes": READ,
    "content:notice_changes": READ,
    "content:glossary_changes": READ,
    "content:trials_changes": READ,
    # Nothing has changed since the library was loaded, so there are no two publications to compare.
    "content:article_difference": NOTHING,
    "content:section_difference": NOTHING,
    "content:notice_difference": NOTHING,
    "content:glossary_difference": NOTHING,
    "content:trials_difference": NOTHING,
    "content:corrections": READ,
    "content:publication": NOTHING,
    "content:mail_choice": {"get": (404, 404, 404), "post": (404, 404, 404)},
    "content:guide": STAFF_READ,
    "content:figure": NOTHING,
    "content:preview": DESK_ASKED,
    "content:citable": DESK_READ,
    "content:keys": DESK_READ,
    "content:draft": DESK_WRITE,
    "content:discard_draft": DESK_WRITE,
    # Which person may do what in which state: tests/content/editorial/test_review_permissions.py.
    "editorial:review": {"get": (404, 404, 404), "post": (404, 404, 404)},
    "editorial:reaffirm": {"get": (404, 404, 404), "post": (404, 404, 404)},
    "editorial:review_draft": {"get": (405, 405, 405), "post": (404, 404, 404)},
    "editorial:reaffirm_draft": {"get": (405, 405, 405), "post": (404, 404, 404)},
    "content:whole": NOTHING,
    "editorial:impact": {"get": (404, 404, 404), "post": (404, 404, 404)},
    "editorial:statement": {
        "get": {"guest": 302, "other": 404} | dict.fromkeys(REVIEWERS, 200),
        "post": {"guest": 302, "other": 404} | dict.fromkeys(REVIEWERS, 422),
    },
    "editorial:verdicts": {
        "get": {"guest": 302, "other": 404} | dict.fromkeys(REVIEWERS, 200),
        "post": (405, 405, 405),
    },
    "cases:library": READ,
    "cases:case": READ,
    "cases:start": {"get": (405, 405, 405), "post": (422, 422, 422)},
    "cases:keep_attempts": {"get": (405, 405, 405), "post": (303, 303, 303)},
    "cases:attempt": OWNERS_READ,
    "cases:feedback": OWNERS_READ,
    "cases:decide": OWNERS_WRITE,
    "cases:abandon": OWNERS_WRITE,
    "cases:note": {"get": (404, 200, 404), "post": (404, 422, 404)},
    "cases:report": {"get": (404, 200, 404), "post": (404, 422, 404)},
    "cases:reports": READ,
    "cases:pause": {"get": (405, 405, 405), "post": (404, 303, 404)},
    "cases:resume": {"get": (405, 405, 405), "post": (404, 303, 404)},
    "cases:debrief": {"get": (404, 302, 404), "post": (405, 405, 405)},
    "cases:certificate": NOTHING,  # not before the end
    "cases:what_if": {"get": (404, 302, 404), "post": (405, 405, 405)},  # not before the end
    "cases:recall": READ,
    # Lena's one item is not due yet, so that its page and its form lead to the queue, which says when it is.
    "cases:recall_item": {"get": (404, 303, 404), "post": (405, 405, 405)},
    "cases:recall_answer": {"get": (405, 405, 405), "post": (404, 303, 404)},
    "cases:recall_answered": OWNERS_READ,
    "cases:recall_drop": {"get": (405, 405, 405), "post": (302, 404, 404)},
    "cases:recall_clear": {"get": (405, 405, 405), "post": (302, 303, 303)},
    "cases:retry": {"get": (404, 303, 404), "post": (405, 405, 405)},  # not before the end
    # Dora directs the program of the table; what other people of its cast may do: tests/programs/.
    "programs:programs": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "programs:program": DIRECTORS_READ,
    "programs:cohort": DIRECTORS_READ,
    "programs:attention": DIRECTORS_READ,
    "programs:attention_count": DIRECTORS_READ,
    "programs:attention_limits": DIRECTORS_FORM,
    "programs:put_aside": DIRECTORS_FORM,
    "programs:take_back": DIRECTORS_ACT,
    "programs:items": DIRECTORS_READ,
    "programs:misconceptions": DIRECTORS_READ,
    "programs:baseline": DIRECTORS_READ,
    "programs:roster_csv": DIRECTORS_FILE,
    "programs:roster_xlsx": DIRECTORS_FILE,
    "programs:trail_csv": DIRECTORS_FILE,
    "programs:trail_xlsx": DIRECTORS_FILE,
    "programs:items_csv": DIRECTORS_FILE,
    "programs:items_xlsx": DIRECTORS_FILE,
    "programs:competencies": DIRECTORS_FORM,
    "programs:replace_competencies": DIRECTORS_WRITE,
    "programs:restore_competencies": DIRECTORS_FORM,
    "programs:competency_file": DIRECTORS_READ,
    "programs:evidence": DIRECTORS_READ,
    "programs:cohort_packet": DIRECTORS_READ,
    "programs:packet": DIRECTORS_READ,
    "programs:learner": DIRECTORS_READ,
    "programs:learner_case": DIRECTORS_READ,
    "programs:trail": DIRECTORS_READ,
    "programs:note": DIRECTORS_WRITE,
    "programs:answer_reply": DIRECTORS_WRITE,
    "programs:appoint": DIRECTORS_FORM,
    # The one director's own post, which cannot be ended.
    "programs:end_appointment": DIRECTORS_FORM,
    "programs:new_cohort": DIRECTORS_FORM,
    "programs:edit_cohort": DIRECTORS_FORM,
    "programs:members": DIRECTORS_READ,
    "programs:member": DIRECTORS_READ,
    "programs:move_member": DIRECTORS_WRITE,
    "programs:ways_in": DIRECTORS_READ,
    "programs:invite": DIRECTORS_WRITE,
    "programs:invite_file": DIRECTORS_FORM,
    "programs:confirm_file": DIRECTORS_WRITE,
    "programs:resend_invitation": DIRECTORS_ACT,
    "programs:revoke_invitation": DIRECTORS_ACT,
    "programs:invitation": {"get": (302, 404, 404), "post": (302, 404, 404)},  # no token of ours
    "programs:new_code": DIRECTORS_WRITE,
    "programs:end_code": DIRECTORS_ACT,
    "programs:join": {"get": (302, 200, 200), "post": (302, 422, 422)},
    "programs:my_programs": MINE_READ,
    "programs:assignments": DIRECTORS_READ,
    "programs:new_assignment": DIRECTORS_FORM,
    "programs:assignment": DIRECTORS_READ,
    "programs:edit_assignment": DIRECTORS_FORM,
    "programs:extensions": DIRECTORS_FORM,
    "programs:choose_reminders": {"get": (405, 405, 405), "post": (302, 303, 303)},
    "programs:stop_reminders": {"get": (404, 404, 404), "post": (404, 404, 404)},  # no token of ours
    "programs:my_assignments": MINE_READ,
    "programs:begin_part": {"get": (405, 405, 405), "post": (302, 422, 404)},
    "programs:read_part": {"get": (405, 405, 405), "post": (302, 404, 404)},  # the part is a case
    # After its parts, which are not there any more once it is cancelled.
    "programs:cancel_assignment": DIRECTORS_ACT,
    "programs:my_notes": MINE_READ,
    "programs:read_note": {"get": (405, 405, 405), "post": (302, 303, 404)},
    "programs:reply_to_note": {"get": (405, 405, 405), "post": (302, 422, 404)},
    "programs:looks": MINE_READ,
    # Last, for they end Lena's membership.
    "programs:leave": {"get": (302, 200, 404), "post": (302, 303, 404)},
    "programs:end_membership": DIRECTORS_ACT,
    "programs:archive_cohort": DIRECTORS_ACT,
    "skip_sample": {"get": (405, 405, 405), "post": (302, 302, 302)},
    "my_page": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "my_data": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "my_data_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # asks for the password first
    "my_results_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_decisions_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_recall_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_notes_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_reports_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "my_pauses_file": {"get": (302, 302, 302), "post": (405, 405, 405)},  # as well
    "delete_account": NEVER,  # as well
    "account": {"get": (302, 200, 200), "post": (405, 405, 405)},
    "account_profile": MINE,
    "account_login": ONCE,
    "account_signup": ONCE,
    "account_logout": {"get": (302, 200, 200), "post": (302, 302, 302)},
    "account_inactive": READ,
    "account_reauthenticate": MINE,
    "account_email": {"get": (302, 200, 200), "post": (302, 302, 302)},
    "account_email_verification_sent": READ,
    "account_change_password": MINE,
    "account_set_password": {"get": (302, 302, 302), "post": (302, 302, 302)},
    "account_reset_password": ANYBODYS_FORM,
    "account_reset_password_done": READ,
    "account_reset_password_from_key": ANYBODYS_FORM,
    "account_reset_password_from_key_done": READ,
    "account_confirm_login_code": {"get": (302, 302, 302), "post": (302, 302, 302)},
    "account_confirm_email": {"get": (200, 200, 200), "post": (404, 404, 404)},
    "mfa_index": {"get": (302, 200, 200), "post": (302, 405, 405)},
    "mfa_authenticate": NEVER,
    "mfa_reauthenticate": NEVER,
    "mfa_activate_totp": NEVER,  # asks for the password first
    "mfa_deactivate_totp": WITH_FACTOR,
    "mfa_view_recovery_codes": {"get": (302, 404, 404), "post": (302, 405, 405)},
    "mfa_generate_recovery_codes": NEVER,
    "mfa_download_recovery_codes": WITH_FACTOR,
    "usersessions_list": {"get": (302, 200, 200), "post": (302, 302, 302)},
}
ARGUMENTS = {
    "content:figure": {"sha256": "0" * 64, "image_format": "png"},
    "editorial:review": {"round_id": 999},
    "editorial:reaffirm": {"document_id": 9999},
    "editorial:review_draft": {"round_id": 999},
    "editorial:reaffirm_draft": {"document_id": 9999},
    "editorial:impact": {"item_id": 9999},
    "content:whole": {"document_id": 9999},  # tests/content/admin/test_whole_page.py
    "content:article": {"slug": "metastatic-npc"},
    "content:section": {"slug": "first-line-systemic-therapy"},
    "content:recommendation": {"key": "gp-backbone"},
    "content:notice": {"slug": "disclaimer"},
    "content:article_changes": {"slug": "metastatic-npc"},
    "content:section_changes": {"slug": "first-line-systemic-therapy"},
    "content:notice_changes": {"slug": "disclaimer"},
    "content:article_difference": {"slug": "metastatic-npc", "old": 1, "new": 2},
    "content:section_difference": {"slug": "first-line-systemic-therapy", "old": 1, "new": 2},
    "content:notice_difference": {"slug": "disclaimer", "old": 1, "new": 2},
    "content:glossary_difference": {"old": 1, "new": 2},
    "content:trials_difference": {"old": 1, "new": 2},
    "content:publication": {"sha256": "0" * 64},
    "content:mail_choice": {"token": "none"},
    "programs:stop_reminders": {"token": "none"},
    "programs:invitation": {"token": "none"},
    "cases:case": {"slug": "made"},
    "cases:start": {"slug": "made"},
    "account_confirm_email": {"key": "none"},
    "account_reset_password_from_key": {"uidb36": "1", "key": "none"},
}
