"""Addresses of live streams: rooms for everybody, what a person writes there, the studio."""

from django.urls import path

from juxian.fairs.views import room, room_person, stream_figures, studio, studio_step

LIVE, MY, DESK = "fairs/live/", "my/fairs/live/", "fairs/desk/streams/"
ROOM, STUDIO = f"{LIVE}<uuid:pk>/", f"{DESK}<uuid:pk>/"
CARDS, COMMENTS = f"{DESK}cards/<uuid:pk>/", f"{DESK}comments/<uuid:pk>/"

urlpatterns = [
    path(LIVE, room.live_list, name="live_list"),
    path(ROOM, room.room, name="room"),
    path(f"{ROOM}replay/", room.replay, name="replay"),
    path(f"{ROOM}chapters.vtt", room.chapters, name="chapters"),
    path(f"{MY}<uuid:pk>/say/", room_person.comment_say, name="say"),
    path(f"{MY}<uuid:pk>/ask/", room_person.room_ask, name="room_ask"),
    path(DESK, studio.stream_list, name="streams"),
    path(f"{DESK}new/<uuid:event_pk>/", studio.stream_new, name="stream_new"),
    path(STUDIO, studio.studio, name="studio"),
    path(f"{STUDIO}edit/", studio.stream_edit, name="stream_edit"),
    path(f"{STUDIO}cancel/", studio.stream_cancel, name="stream_cancel"),
    path(f"{STUDIO}key/", studio.stream_key, name="stream_key"),
    path(f"{STUDIO}video/", studio.stream_video, name="stream_video"),
    path(f"{STUDIO}chat/", studio.chat_set, name="chat_set"),
    path(f"{STUDIO}replay/", studio.replay_set, name="replay_set"),
    path(f"{STUDIO}end/", studio_step.stream_end, name="stream_end"),
    path(f"{STUDIO}say/", studio_step.studio_say, name="studio_say"),
    path(f"{STUDIO}comments/", studio_step.studio_comments, name="studio_comments"),
    path(f"{STUDIO}answer/<uuid:question_pk>/", studio_step.studio_answer, name="studio_answer"),
    path(f"{STUDIO}cards/", studio_step.card_add, name="card_add"),
    path(f"{STUDIO}figures/", stream_figures.stream_figures, name="stream_figures"),
    path(f"{STUDIO}figures/export/", stream_figures.stream_figures_export, name="stream_figures_export"),
    path(f"{CARDS}pin/", studio_step.card_pin, name="card_pin"),
    path(f"{CARDS}unpin/", studio_step.card_unpin, name="card_unpin"),
    path(f"{CARDS}withdraw/", studio_step.card_withdraw, name="card_withdraw"),
    path(f"{CARDS}put-back/", studio_step.card_put_back, name="card_put_back"),
    path(f"{CARDS}rows/", stream_figures.card_rows, name="card_rows"),
    path(f"{COMMENTS}release/", studio_step.comment_release, name="comment_release"),
    path(f"{COMMENTS}restore/", studio_step.comment_restore, name="comment_restore"),
    path(f"{COMMENTS}hide/", studio_step.comment_hide, name="comment_hide"),
    path(f"{COMMENTS}mute/", studio_step.comment_mute, name="comment_mute"),
    path(f"{DESK}mutes/<uuid:pk>/lift/", studio_step.mute_lift, name="mute_lift"),
]
