#include "emitter/platform/api/v3/rows/sending/message_rows.h"

#include "emitter/platform/account/operations/contacts/mails.h"
#include "emitter/platform/api/v3/conventions/entity_columns.h"

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace message_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

VendorJson links(const Message& message, const Context& c) {
  return c.links("messages", message.id, {"user", "hyperlinks"});
}

constexpr Column<Message> kRow[] = {
    fixed_column<Message>("userid", "1"),
    fixed_column<Message>("ed_instanceid", "0"),
    fixed_column<Message>("ed_version", "0"),
    {"cdate", made},
    {"mdate", changed},
    {"name", text<&Message::name>, kSent},
    {"fromname", text<&Message::from_name>, kSent},
    {"fromemail", text<&Message::from_email>, kSent},
    {"reply2", text<&Message::reply_to>, kSent},
    fixed_column<Message>("priority", "3"),
    fixed_column<Message>("charset", "utf-8"),
    fixed_column<Message>("encoding", "quoted-printable"),
    fixed_column<Message>("format", "mime"),
    {"subject", text<&Message::subject>, kSent},
    {"preheader_text", text<&Message::preheader>, kSent},
    {"text", text<&Message::text>, kSent},
    {"html", text<&Message::html>, kSent},
    fixed_column<Message>("htmlfetch", "now"),
    fixed_column<Message>("textfetch", "now"),
    fixed_column<Message>("hidden", "0"),
    fixed_column<Message>("preview_mime", ""),
    null_column<Message>("preview_data"),
    fixed_column<Message>("has_predictive_content", "0"),
    {"links", links},
    {"id", id},
    fixed_column<Message>("user", "1"),
};

constexpr Column<Message> kCreated[] = {
    {"fromname", nullptr, kOnlySent},
    {"fromemail", nullptr, kOnlySent},
    {"reply2", nullptr, kOnlySent},
    {"subject", nullptr, kOnlySent},
    {"preheader_text", nullptr, kOnlySent},
    {"text", nullptr, kOnlySent},
    {"html", nullptr, kOnlySent},
    {"links", links},
    {"id", id},
};

constexpr Criterion kCriteria[] = {{"id", "id"}, {"subject", "subject"}, {"name", "name"}};

}  // namespace message_columns
}  // namespace

const Resource<Message> kMessages = {"messages",
                                     "message",
                                     "Message",
                                     message_columns::kRow,
                                     message_columns::kCreated,
                                     message_columns::kCriteria};

Table<Message> messages_of(const AccountState& account) {
  Table<Message> messages = account.messages;
  for (const auto& [id, campaign] : account.campaigns)
    if (campaign->message_id != 0 && !messages.find(campaign->message_id))
      messages.put(message_in(*campaign));
  return messages;
}

}  // namespace hookline
