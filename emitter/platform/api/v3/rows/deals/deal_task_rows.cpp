#include "emitter/platform/api/v3/rows/deals/deal_task_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <optional>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace deal_task_columns {

using namespace entity_columns;
using entity_columns::kSent;
using Context = RowContext;

VendorJson optional_time(const std::optional<std::int64_t>& time_s, const Context& c) {
  return time_s ? c.time(*time_s) : VendorJson();
}
VendorJson due(const Task& task, const Context& c) {
  return optional_time(task.due_s, c);
}
VendorJson ends(const Task& task, const Context& c) {
  return optional_time(task.end_s, c);
}
VendorJson task_owner(const Task& task, const Context&) {
  return {{"type", "deal"}, {"id", id_text(task.deal)}};
}
VendorJson task_links(const Task& task, const Context& c) {
  return c.links("dealTasks", task.id,
                 {"activities", "automation", "dealTasktype", "doneAutomation", "notes", "owner",
                  "taskNotifications", "user", "assignee"});
}
VendorJson done_flag(const Task& task, const Context&) {
  return flag_text(task.done_s.has_value());
}
VendorJson done_number(const Task& task, const Context&) {
  return task.done_s ? 1 : 0;
}
VendorJson task_deal(const Task& task, const Context&) {
  return id_text(task.deal);
}
VendorJson task_type(const Task& task, const Context&) {
  return id_text(task.type);
}
VendorJson task_title(const Task& task, const Context&) {
  return task.title.empty() ? VendorJson() : VendorJson(task.title);
}
VendorJson task_note(const Task& task, const Context&) {
  return task.note;
}

constexpr Column<Task> kTaskRow[] = {
    {"relid", task_deal, kSent},
    fixed_column<Task>("reltype", "Deal"),
    {"dealTasktype", task_type, kSent},
    fixed_column<Task>("user", "1"),
    fixed_column<Task>("assignee", "1"),
    null_column<Task>("automation"),
    {"cdate", made},
    {"duedate", due},
    {"edate", ends},
    fixed_column<Task>("duration", "0"),
    {"status", done_flag, kSent},
    {"title", task_title, kSent},
    {"note", task_note, kSent},
    {"donedate", [](const Task& task, const Context& c) { return optional_time(task.done_s, c); }},
    null_column<Task>("doneAutomation"),
    {"udate", changed},
    {"owner", task_owner},
    {"id", id},
    null_column<Task>("outcomeId"),
    null_column<Task>("outcomeInfo"),
    {"links", task_links},
};

constexpr Column<Task> kTaskCreated[] = {
    {"id", id},
    {"duedate", due},
    {"edate", ends},
    {"status", done_number, kSent},
    {"title", task_title, kSent},
    {"note", task_note, kSent},
    {"relid", task_deal, kSent},
    fixed_column<Task>("reltype", "Deal"),
    {"dealTasktype", task_type, kSent},
    {"cdate", made},
    {"udate", changed},
    null_column<Task>("automation"),
    null_column<Task>("doneAutomation"),
    fixed_column<Task>("user", "1"),
    fixed_column<Task>("assignee", "1"),
    {"owner", task_owner},
    null_column<Task>("outcomeId"),
    null_column<Task>("outcomeInfo"),
    {"links", task_links},
};

constexpr Criterion kTaskCriteria[] = {{"title", "title"},
                                       {"reltype", "reltype"},
                                       {"relid", "relid"},
                                       {"status", "status"},
                                       {"note", "note"},
                                       {"duedate", "duedate"},
                                       {"d_tasktypeid", "dealTasktype"},
                                       {"userid", "user"},
                                       {"assignee_userid", "assignee"},
                                       {"due_after", "duedate", ListQuery::Operator::kGt},
                                       {"due_before", "duedate", ListQuery::Operator::kLt}};

}  // namespace deal_task_columns
}  // namespace

const Resource<Task> kDealTasks = {"dealTasks",
                                   "dealTask",
                                   "DealTask",
                                   deal_task_columns::kTaskRow,
                                   deal_task_columns::kTaskCreated,
                                   deal_task_columns::kTaskCriteria};

}  // namespace hookline
