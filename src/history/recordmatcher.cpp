// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/recordmatcher.h"

#include "history/fieldexpressionnode.h"
#include "history/ownfields.h"
#include "history/recordfacts.h"

namespace thingsdesk::history {

namespace {

/// A record without the thing does not pass where some are wanted.
template <class T>
bool passes(const QSet<T> &wanted, const T &value)
{
    return wanted.isEmpty() || (!value.isEmpty() && wanted.contains(value));
}

QByteArrayView viewOf(std::string_view text)
{
    return {text.data(), qsizetype(text.size())};
}

} // namespace

RecordMatcher::RecordMatcher(const HistoryFilter &filter)
    : m_filter(filter)
    , m_needle(filter.text)
    , m_needsOwnFields(hasExpression() && m_filter.fields.root()->asksForOwnFields())
{
}

bool RecordMatcher::fitsColumns(const HistoryRecord &record) const
{
    const RecordFacts facts = factsOf(record);
    if (record.id != 0 && record.id <= m_filter.afterId)
        return false;
    if ((m_filter.withoutDuplicates && record.isDuplicate) || (m_filter.since && record.received < *m_filter.since) ||
        (m_filter.until && record.received >= *m_filter.until))
        return false;
    const bool portPasses = m_filter.ports.isEmpty() || (facts.port && m_filter.ports.contains(*facts.port));
    const bool kindPasses = m_filter.kinds.isEmpty() || m_filter.kinds.contains(facts.kind);
    return portPasses && kindPasses && passes(m_filter.devices, record.devId()) &&
           passes(m_filter.gateways, facts.gateway) && passes(m_filter.dataRates, facts.dataRate);
}

bool RecordMatcher::fits(const HistoryRecord &record) const
{
    if (!fitsColumns(record))
        return false;
    if (hasExpression() && (!record.uplink() || !m_filter.fields.fits(record.fieldsWithOwn())))
        return false;
    if (!hasText())
        return true;
    const RecordFacts facts = factsOf(record);
    return m_needle.isIn(recordKindName(facts.kind)) || m_needle.isIn(facts.device) || m_needle.isIn(facts.gateway) ||
           m_needle.isIn(facts.dataRate) || contentHoldsText(record);
}

bool RecordMatcher::contentHoldsText(const HistoryRecord &record) const
{
    if (payloadHoldsText(payloadOf(record)) || m_needle.isIn(errorTextOf(record)))
        return true;
    if (!record.uplink())
        return false;
    const auto fields = threadJsonParser().parse(record.uplink()->fields);
    return fields && fieldsHoldText(*fields);
}

bool RecordMatcher::expressionFits(std::optional<simdjson::dom::element> fields, const QByteArray &ownFields) const
{
    if (ownFields.isEmpty())
        return fields && m_filter.fields.root()->fits(*fields);
    // Another parser: the fields are parts of what this thread's has read.
    JsonParser parser;
    const std::string received = fields ? simdjson::minify(*fields) : std::string();
    const QByteArray both = withOwnFields(QByteArray::fromStdString(received), ownFields);
    const auto merged = parser.parse(both);
    return merged && m_filter.fields.root()->fits(*merged);
}

bool RecordMatcher::uplinkFits(QByteArrayView raw, const QByteArray &ownFields, bool textFits) const
{
    const auto root = threadJsonParser().parseObject(raw);
    if (!root)
        return false;
    const auto fields = lastMember(*root, "payload_fields");
    const bool hasFields = fields && fields->is_object();
    if (hasExpression() && !expressionFits(hasFields ? fields : std::nullopt, ownFields))
        return false;
    if (textFits || (hasFields && fieldsHoldText(*fields)))
        return true;
    std::string_view payload;
    const auto member = m_needle.hexBytes().isEmpty() ? std::nullopt : lastMember(*root, "payload_raw");
    return member && member->get(payload) == simdjson::SUCCESS &&
           payloadHoldsText(QByteArray::fromBase64(viewOf(payload).toByteArray()));
}

bool RecordMatcher::fieldsHoldText(simdjson::dom::element value) const
{
    simdjson::dom::object object;
    simdjson::dom::array array;
    std::string_view text;
    if (value.get(object) == simdjson::SUCCESS) {
        for (const auto [key, member] : object) {
            if (m_needle.isIn(viewOf(key)) || fieldsHoldText(member))
                return true;
        }
    } else if (value.get(array) == simdjson::SUCCESS) {
        for (const simdjson::dom::element element : array) {
            if (fieldsHoldText(element))
                return true;
        }
    }
    return value.get(text) == simdjson::SUCCESS && m_needle.isIn(viewOf(text));
}

bool RecordMatcher::payloadHoldsText(const QByteArray &payload) const
{
    return !m_needle.hexBytes().isEmpty() && payload.contains(m_needle.hexBytes());
}

} // namespace thingsdesk::history
