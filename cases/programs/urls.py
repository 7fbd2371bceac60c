"""The addresses of programs."""

from django.urls import path

from cases.programs.views import (
    assigned,
    assigning,
    attention,
    coaching,
    cohorts,
    competencies,
    figures,
    files,
    invited,
    inviting,
    joining,
    learners,
    members,
    overview,
    packets,
    reminders,
    running,
    ways_in,
)

app_name = "programs"

urlpatterns = [
    path("programs/", overview.programs, name="programs"),
    path("programs/<int:program_id>/", overview.program, name="program"),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/", cohorts.cohort, name="cohort"),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/attention/",
        attention.attention_list,
        name="attention",
    ),
    path("programs/<int:program_id>/competencies/", competencies.competencies, name="competencies"),
    path(
        "programs/<int:program_id>/competencies/replace/", competencies.replace, name="replace_competencies"
    ),
    path("programs/<int:program_id>/competencies/site/", competencies.restore, name="restore_competencies"),
    path("programs/<int:program_id>/competencies/file/", competencies.download, name="competency_file"),
    path(
        "programs/<int:program_id>/learners/<int:learner_id>/competencies/",
        competencies.evidence,
        name="evidence",
    ),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/attention/count/",
        attention.attention_count,
        name="attention_count",
    ),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/attention/<int:learner_id>/<slug:rule>/",
        attention.aside,
        name="put_aside",
    ),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/attention/back/<int:snooze_id>/",
        attention.back,
        name="take_back",
    ),
    path("programs/<int:program_id>/attention/", attention.limits, name="attention_limits"),
    path("programs/<int:program_id>/people/new/", running.appoint_person, name="appoint"),
    path(
        "programs/<int:program_id>/people/<int:appointment_id>/end/",
        running.end_appointment,
        name="end_appointment",
    ),
    path("programs/<int:program_id>/cohorts/new/", running.new_cohort, name="new_cohort"),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/edit/", running.edit_cohort, name="edit_cohort"),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/archive/", running.archive, name="archive_cohort"
    ),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/members/", members.members, name="members"),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/ways-in/", ways_in.ways_into, name="ways_in"),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/code/", ways_in.new_code, name="new_code"),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/code/end/", ways_in.end_code, name="end_code"),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/invite/", inviting.invite_one, name="invite"),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/invite/file/",
        inviting.invite_file,
        name="invite_file",
    ),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/invite/file/confirm/",
        inviting.confirm_file,
        name="confirm_file",
    ),
    path(
        "programs/<int:program_id>/invitations/<int:invitation_id>/send/",
        inviting.resend,
        name="resend_invitation",
    ),
    path(
        "programs/<int:program_id>/invitations/<int:invitation_id>/revoke/",
        inviting.revoke,
        name="revoke_invitation",
    ),
    path("programs/<int:program_id>/memberships/<int:membership_id>/", members.member, name="member"),
    path(
        "programs/<int:program_id>/memberships/<int:membership_id>/move/",
        members.move_member,
        name="move_member",
    ),
    path(
        "programs/<int:program_id>/memberships/<int:membership_id>/end/",
        members.end_membership,
        name="end_membership",
    ),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/items/", figures.items, name="items"),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/misconceptions/",
        figures.misconception_map,
        name="misconceptions",
    ),
    path("programs/<int:program_id>/cohorts/<int:cohort_id>/baseline/", figures.baseline, name="baseline"),
    *(
        path(
            f"programs/<int:program_id>/cohorts/<int:cohort_id>/files/{what}.{kind}",
            files.cohort_file,
            {"what": what, "kind": kind},
            name=f"{what}_{kind}",
        )
        for what in files.FILES
        for kind in files.KINDS
    ),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/packet/", packets.of_cohort, name="cohort_packet"
    ),
    path("programs/<int:program_id>/learners/<int:learner_id>/", learners.learner, name="learner"),
    path("programs/<int:program_id>/learners/<int:learner_id>/packet/", packets.of_learner, name="packet"),
    path(
        "programs/<int:program_id>/learners/<int:learner_id>/cases/<slug:slug>/",
        learners.learner_case,
        name="learner_case",
    ),
    path(
        "programs/<int:program_id>/learners/<int:learner_id>/attempts/<uuid:attempt_id>/",
        learners.trail,
        name="trail",
    ),
    path(
        "programs/<int:program_id>/learners/<int:learner_id>/attempts/<uuid:attempt_id>/notes/<int:position>/",
        learners.note,
        name="note",
    ),
    path("programs/<int:program_id>/notes/<int:note_id>/", coaching.answer_reply, name="answer_reply"),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/assignments/",
        assigning.assignments,
        name="assignments",
    ),
    path(
        "programs/<int:program_id>/cohorts/<int:cohort_id>/assignments/new/",
        assigning.new,
        name="new_assignment",
    ),
    path(
        "programs/<int:program_id>/assignments/<int:assignment_id>/", assigning.assignment, name="assignment"
    ),
    path(
        "programs/<int:program_id>/assignments/<int:assignment_id>/edit/",
        assigning.edit,
        name="edit_assignment",
    ),
    path(
        "programs/<int:program_id>/assignments/<int:assignment_id>/cancel/",
        assigning.cancel,
        name="cancel_assignment",
    ),
    path(
        "programs/<int:program_id>/assignments/<int:assignment_id>/extensions/",
        assigning.extensions,
        name="extensions",
    ),
    path("join/", joining.join_with_code, name="join"),
    path("join/<str:token>/", invited.invitation, name="invitation"),
    path("my-programs/", joining.mine, name="my_programs"),
    path("my-programs/<int:program_id>/leave/", joining.leave, name="leave"),
    path("my-assignments/reminders/", reminders.choose, name="choose_reminders"),
    path("reminders/<str:token>/stop/", reminders.stop, name="stop_reminders"),
    path("my-assignments/", assigned.mine, name="my_assignments"),
    path("my-assignments/<int:item_id>/start/", assigned.begin, name="begin_part"),
    path("my-assignments/<int:item_id>/read/", assigned.read, name="read_part"),
    path("my-notes/", coaching.my_notes, name="my_notes"),
    path("my-notes/<int:note_id>/read/", coaching.read_note, name="read_note"),
    path("my-notes/<int:note_id>/reply/", coaching.reply_to_note, name="reply_to_note"),
    path("my-record/looks/", coaching.looks, name="looks"),
]
