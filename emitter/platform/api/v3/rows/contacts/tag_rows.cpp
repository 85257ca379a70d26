#include "emitter/platform/api/v3/rows/contacts/tag_rows.h"

#include "emitter/platform/api/v3/conventions/entity_columns.h"

#include <algorithm>
#include <string>

namespace hookline {
namespace {
/// The room's files are compiled as one: names of columns repeat.
namespace tag_columns {

using namespace entity_columns;
using entity_columns::kOnlySent;
using entity_columns::kSent;
using Context = RowContext;

// Tags

VendorJson tag_name(const Tag& tag, const Context&) {
  return tag.name;
}
VendorJson tag_type(const Tag& tag, const Context&) {
  return tag.type;
}
VendorJson tag_text(const Tag& tag, const Context&) {
  return tag.description;
}
VendorJson bearers(const Tag& tag, const Context& c) {
  const auto& contacts = c.account.contacts;
  return std::to_string(std::count_if(contacts.begin(), contacts.end(), [&](const auto& one) {
    return one.second->has_tag(tag.name);
  }));
}
VendorJson tag_links(const Tag& tag, const Context& c) {
  return c.links("tags", tag.id, {"contactGoalTags"});
}

constexpr Column<Tag> kTagRow[] = {
    {"tagType", tag_type, kSent},
    {"tag", tag_name, kSent},
    {"description", tag_text, kSent},
    {"subscriber_count", bearers},
    {"cdate", made},
    {"created_timestamp", made_wall},
    {"updated_timestamp", changed_wall},
    null_column<Tag>("created_by"),
    null_column<Tag>("updated_by"),
    {"links", tag_links},
    {"id", id},
};

constexpr Column<Tag> kTagCreated[] = {
    {"tag", nullptr, kOnlySent},
    {"description", nullptr, kOnlySent},
    {"tagType", nullptr, kOnlySent},
    {"cdate", made},
    {"links", tag_links},
    {"id", id},
};

constexpr Criterion kTagCriteria[] = {
    {"search", "tag", ListQuery::Operator::kContains}, {"tag", "tag"}, {"id", "id"}};

// Notes

VendorJson note_text(const Note& note, const Context&) {
  return note.text;
}
VendorJson reltype(const Note& note, const Context&) {
  return note.of == NoteOwner::kDeal ? "Deal" : "Subscriber";
}
VendorJson relid(const Note& note, const Context&) {
  return id_text(note.owner);
}
VendorJson note_owner(const Note& note, const Context&) {
  return {{"type", note.of == NoteOwner::kDeal ? "deal" : "contact"}, {"id", id_text(note.owner)}};
}
VendorJson note_links(const Note& note, const Context& c) {
  return c.links("notes", note.id, {"activities", "user", "mentions", "notes", "owner"});
}

constexpr Column<Note> kNoteRow[] = {
    {"relid", relid, kSent},
    {"reltype", reltype, kSent},
    fixed_column<Note>("userid", "1"),
    fixed_column<Note>("is_draft", "0"),
    {"cdate", made},
    {"mdate", changed},
    {"note", note_text, kSent},
    {"links", note_links},
    {"id", id},
    fixed_column<Note>("user", "1"),
    {"owner", note_owner},
};

constexpr Column<Note> kNoteCreated[] = {
    {"note", note_text, kSent},
    {"cdate", made},
    {"mdate", changed},
    {"reltype", reltype, kSent},
    {"relid", relid, kSent},
    fixed_column<Note>("userid", "1"),
    {"links", note_links},
    {"owner", note_owner},
    fixed_column<Note>("is_draft", ""),
    {"id", id},
    fixed_column<Note>("user", "1"),
};

constexpr Criterion kNoteCriteria[] = {{"reltype", "reltype"}, {"relid", "relid"}, {"id", "id"}};

}  // namespace tag_columns
}  // namespace

const Resource<Tag> kTags = {"tags",
                             "tag",
                             "Tag",
                             tag_columns::kTagRow,
                             tag_columns::kTagCreated,
                             tag_columns::kTagCriteria};
const Resource<Note> kNotes = {"notes",
                               "note",
                               "Note",
                               tag_columns::kNoteRow,
                               tag_columns::kNoteCreated,
                               tag_columns::kNoteCriteria};

}  // namespace hookline
