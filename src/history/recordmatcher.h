// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

// Internal to history: a HistoryFilter made ready for many records. The answer on a whole record, and the parts of it
// that the store needs where it knows the rest from its columns.

#include "history/historyfilter.h"
#include "history/textneedle.h"

#include <simdjson.h>

namespace thingsdesk::history {

class RecordMatcher
{
public:
    explicit RecordMatcher(const HistoryFilter &filter);

    const HistoryFilter &filter() const noexcept { return m_filter; }
    const TextNeedle &needle() const noexcept { return m_needle; }
    bool hasText() const { return !m_needle.isEmpty(); }
    bool hasExpression() const { return !m_filter.fields.isEmpty(); }
    /// Whether the fields that this console decoded are looked at.
    bool needsOwnFields() const { return m_needsOwnFields; }

    bool fits(const HistoryRecord &record) const;

    /// The text, looked for in what columns do not hold: fields, errors, payload.
    bool contentHoldsText(const HistoryRecord &record) const;
    /// Text (unless it is known to fit) and expression on an uplink's JSON, without reading the rest of it.
    bool uplinkFits(QByteArrayView raw, const QByteArray &ownFields, bool textFits) const;

private:
    bool fitsColumns(const HistoryRecord &record) const;
    bool expressionFits(std::optional<simdjson::dom::element> fields, const QByteArray &ownFields) const;
    bool fieldsHoldText(simdjson::dom::element value) const;
    bool payloadHoldsText(const QByteArray &payload) const;

    HistoryFilter m_filter;
    TextNeedle m_needle;
    bool m_needsOwnFields = false;
};

} // namespace thingsdesk::history
