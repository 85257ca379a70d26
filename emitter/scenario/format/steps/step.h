#pragma once

#include "catcher/base/http/bodies/form.h"
#include "emitter/platform/account/account.h"
#include "emitter/platform/actions/account_action.h"
#include "emitter/scenario/format/steps/request_reader.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace hookline {

/// A step that does something in the account.
struct OperationStep {
  Operation operation;
  std::optional<EventType> event;       ///< that it causes; none: it runs an automation, or none
  std::optional<AccountAction> action;  ///< what is done instead of the operation
  Source source = Source::kAdmin;
  std::optional<Source> initiated_by;
  std::optional<std::int64_t> at_s;  ///< seconds since 1970 UTC; none: the time of day
  FormFields set;                    ///< replaces or adds payload fields of its events

  /// Throws OperationError.
  std::vector<Event> perform_on(Account& account, std::int64_t now_s) const;
  /// "open", "contact.tag", "automation 3": what happens in it, as reports call it.
  std::string name() const;
};

/// One entry of a scenario's "steps".
///
/// Every step:
/// | key          | value                                                                      |
/// |--------------|----------------------------------------------------------------------------|
/// | event        | one of the 25, or instead                                                  |
/// | action       | what somebody does (read_account_action), with the action's own keys and   |
/// |              | "as" in place of source; or                                                |
/// | automation   | an automation's id: the contact goes through all its steps at once, what   |
/// |              | follows a wait being dated so; or                                          |
/// | request      | a request as it is given (RequestStep): besides it only its own keys,      |
/// |              | repeat and after                                                           |
/// | source       | public, admin, api or system; else the event's most usual                  |
/// | initiated_by | a source; else the same as source                                          |
/// | contact      | an id, an e-mail address, or an object (read_contact_change) whose other   |
/// |              | keys change the contact first; subscribe adds one that isn't there. Needed |
/// |              | by the events of contacts and campaigns (not sent); for a deal: its contact |
/// | list, lists  | an id (0: none) or several. subscribe, unsubscribe: those joined or left   |
/// |              | (all, if not said), one event per list in the scalar form; campaign        |
/// |              | events: the campaign's, if not said; update: those of the contact, shown   |
/// |              | as 0. No meaning elsewhere                                                 |
/// | set          | {"payload[field]": long text}: added or replaced                           |
/// | repeat       | how often, from 1                                                          |
/// | after        | a duration such as "250ms": the wait before it, and between repetitions    |
/// | at           | the event's time, "2024-02-28T04:45:41-06:00"; else the time of day        |
///
/// A long text is a text, a number, or {"repeat": "text ", "times": 1048576} (read_long_text).
///
/// Some steps:
/// | key            | events                    | value                                           |
/// |----------------|---------------------------|-------------------------------------------------|
/// | list_form      | the ten list-filtered     | "scalar" or "array"; array for a public         |
/// |                |                           | unsubscribe, else scalar                        |
/// | form           | subscribe, unsubscribe    | a form's id                                     |
/// | reason         | unsubscribe               | a text                                          |
/// | campaign       | sent, open, click,        | an id or an object (read_campaign_change); else |
/// |                | forward, share, reply,    | the first one. An unsubscribe came through one  |
/// |                | bounce, unsubscribe       | only if it says so                              |
/// | note           | subscriber_note,          | a long text; for a deal a text, or {id, text},  |
/// |                | deal_note_add             | the latter a long one                           |
/// | tag            | contact_tag_added, …      | a text; else "vip", or the contact's last tag   |
/// | user_agent     | open                      | a text                                          |
/// | link           | click                     | a URL or {id, url}                              |
/// | forward        | forward                   | {count}                                         |
/// | share          | share                     | {network, network_id, content}                  |
/// | reply          | reply                     | a text (the message), or {result, message}, the |
/// |                |                           | latter a long text                              |
/// | bounce         | bounce                    | {type, code, description}                       |
/// | sms            | sms_sent                  | {id, recipient, successful, comment}            |
/// |                | sms_reply                 | {id, reply, result}                             |
/// |                | sms_unsub                 | {id, phone}                                     |
/// | deal           | deal_add, deal_update,    | an id or an object (read_deal_change) whose     |
/// |                | deal_note_add,            | other keys change the deal first; else the      |
/// |                | deal_task_…               | contact's first or, without a contact, the      |
/// |                |                           | first; made where there is none                 |
/// | contact_block  | the same, but the note    | false: the payload lacks the contact            |
/// | updated_fields | deal_update               | texts; else what the step's deal changes        |
/// | task           | deal_task_add,            | an id or an object (read_task_change); complete |
/// |                | deal_task_complete        | takes the first open one, if not said           |
/// | pipeline       | deal_pipeline_add         | an id that is there, or {id, title, currency}   |
/// | stage          | deal_stage_add            | … or {id, title, color, pipeline}               |
/// | task_type      | deal_tasktype_add         | … or {id, title}                                |
/// | list           | list_add                  | … or an object (read_list)                      |
struct Step {
  std::variant<OperationStep, RequestStep> does;
  std::uint64_t repeat = 1;
  std::int64_t after_ms = 0;
  std::string pointer;  ///< "/steps/3"

  /// Null where it is the other.
  const OperationStep* operation() const { return std::get_if<OperationStep>(&does); }
  const RequestStep* request() const { return std::get_if<RequestStep>(&does); }
  /// What is expected of its own requests; null where nothing is.
  const Expectation* expectation() const;
};

}  // namespace hookline
