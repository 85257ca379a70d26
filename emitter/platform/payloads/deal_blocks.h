#pragma once

#include "emitter/platform/payloads/block.h"

#include <functional>

namespace hookline {

inline constexpr auto kDealStatus = [](const Event& event) {
  return static_cast<std::uint64_t>(event.deal->status);
};

/// The deal's member: the block's subject is the event, as it has what the deal refers to.
template <auto kMember>
inline constexpr auto kOfDeal = kOf<&Event::deal, kMember>;

/// The first name of the deal's contact, or else its address.
inline constexpr auto kDealContactName = [](const Event& event) -> std::string_view {
  if (!event.deal_contact) return {};
  const Contact& contact = *event.deal_contact;
  const bool is_nameless = contact.first_name.empty() && contact.last_name.empty();
  return is_nameless ? contact.email : contact.first_name;
};

inline constexpr auto kDealFields =
    repeated([](const Event& event) { return std::span(event.deal->fields); }, kNumber,
             keyed<"deal[fields][N][id]">(
                 [](const DealFieldValue& field) {
                   return field.stored ? std::optional(field.id) : std::nullopt;
                 },
                 "1", "only where the deal has a value for the field"),
             keyed<"deal[fields][N][key]">(&DealFieldValue::title, "Forecasted Close Date",
                                           "one per deal custom field, N from 0"),
             keyed<"deal[fields][N][value]">(&DealFieldValue::value, "2024-02-08 00:00:00",
                                             "with its key; empty without a value"));

inline constexpr auto kDeal =
    block(kEventWith<&Event::deal>,  //
          field<"deal[id]">(kOfDeal<&Deal::id>, "1"),
          field<"deal[title]">(kOfDeal<&Deal::title>, "Test Deal"),
          moment<"deal[create_date]", "deal[create_date_iso]">(
              [](const Event& event) { return event.deal->created_s.value_or(event.time_s); },
              "2024-02-28 04:36:09", "2024-02-28T04:36:09-06:00"),
          field<"deal[orgid]">([](const Event& event) { return event.deal->organization.id; }, "0",
                               "always; 0 without an organization"),
          field<"deal[orgname]">(
              [](const Event& event) { return std::string_view(event.deal->organization.name); },
              "", "always; empty without an organization"),
          field<"deal[stageid]">(kOf<&Event::stage, &Stage::id>, "1"),
          field<"deal[stage_title]">(kOf<&Event::stage, &Stage::title>, "To Contact"),
          field<"deal[pipelineid]">(kOf<&Event::pipeline, &Pipeline::id>, "1"),
          field<"deal[pipeline_title]">(kOf<&Event::pipeline, &Pipeline::title>, "Test Pipeline"),
          field<"deal[value]">([](const Event& event) { return grouped(event.deal->value); },
                               "1,044,055.00", "always; commas between thousands, two decimals"),
          field<"deal[value_raw]">([](const Event& event) { return plain(event.deal->value); },
                                   "1044055", "always; currency units, not cents"),
          field<"deal[currency]">(kOfDeal<&Deal::currency>, "usd", "always; lower-case ISO code"),
          field<"deal[currency_symbol]">(
              [](const Event& event) { return currency_symbol(event.deal->currency); }, "$",
              "always; may be an HTML entity: &euro;"),
          field<"deal[owner]">(kOf<&Event::owner, &User::id>, "1", "always; a user's id"),
          field<"deal[owner_firstname]">(kOf<&Event::owner, &User::first_name>, "Alex"),
          field<"deal[owner_lastname]">(kOf<&Event::owner, &User::last_name>, "Owner"),
          field<"deal[contactid]">(kOf<&Event::deal_contact, &Contact::id>, "42",
                                   "always; 0 without a contact"),
          field<"deal[contact_email]">(kOf<&Event::deal_contact, &Contact::email>,
                                       "jane.doe@example.com"),
          field<"deal[contact_firstname]">(kDealContactName, "Jane",
                                           "always; the e-mail address of a nameless contact"),
          field<"deal[contact_lastname]">(kOf<&Event::deal_contact, &Contact::last_name>, "Doe",
                                          "always; empty when unset"),
          field<"deal[status]">(kDealStatus, "0", "always; 0 open, 1 won, 2 lost"),  //
          kDealFields);

inline constexpr auto kDealNote =
    block(kDetails<DealNoteDetails>,  //
          field<"note[id]">(&DealNoteDetails::note_id, "1"),
          field<"note[text]">(&DealNoteDetails::text, "Send contract"));

inline constexpr auto kUpdatedFields =
    block(kDetails<DealUpdateDetails>,
          repeated(&DealUpdateDetails::updated_fields, kNumber,
                   keyed<"updated_fields[N]">(std::identity(), "value",
                                              "one per changed property, N from 0")));

inline constexpr auto kTask = block(
    kEventWith<&Event::task>,  //
    field<"task[id]">(kOf<&Event::task, &Task::id>, "6"),
    field<"task[type_id]">(kOf<&Event::task_type, &TaskType::id>, "1"),
    field<"task[title]">(kOf<&Event::task, &Task::title>, "Call back", "always; empty when unset"),
    field<"task[note]">(kOf<&Event::task, &Task::note>, "Discuss terms",
                        "always; empty when unset"),
    moment<"task[duedate]", "task[duedate_iso]">(
        [](const Event& event) { return event.task->due_s.value_or(event.time_s); },
        "2024-02-28 06:38:41", "2024-02-28T06:38:41-06:00"),
    moment<"task[edate]", "task[edate_iso]">(
        [](const Event& event) { return event.task->end_s.value_or(event.time_s); },
        "2024-02-28 06:53:41", "2024-02-28T06:53:41-06:00", "always; the end, local time"));

inline constexpr auto kTaskDone =
    block(kEventWith<&Event::task>,
          moment<"task[donedate]", "task[donedate_iso]">(
              [](const Event& event) { return event.task->done_s.value_or(event.time_s); },
              "2024-02-28 07:10:00", "2024-02-28T07:10:00-06:00"));

inline constexpr auto kTaskType =
    block(kEventWith<&Event::task>,
          field<"task[type_title]">(kOf<&Event::task_type, &TaskType::title>, "Call"));

inline constexpr auto kNewPipeline = block(kEntityOf<&Event::pipeline>,  //
                                           field<"pipeline[id]">(&Pipeline::id, "3"),
                                           field<"pipeline[title]">(&Pipeline::title, "Renewals"));

inline constexpr auto kNewStage = block(
    kEntityOf<&Event::stage>,  //
    field<"stage[id]">(&Stage::id, "16"), field<"stage[title]">(&Stage::title, "Initial Contact"),
    field<"stage[color]">(&Stage::color, "32B0FC", "always; six hex digits"));

inline constexpr auto kNewTaskType =
    block(kEntityOf<&Event::task_type>,  //
          field<"tasktype[id]">(&TaskType::id, "7"),
          field<"tasktype[title]">(&TaskType::title, "Video call"));

}  // namespace hookline
