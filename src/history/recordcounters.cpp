// SPDX-License-Identifier: GPL-3.0-or-later
#include "history/recordcounters.h"

namespace thingsdesk::history {

namespace {

/// Of a downlink's events, the one that says that it went on air counts.
bool isDownlink(RecordKind kind)
{
    return kind == RecordKind::DownlinkSent;
}

} // namespace

qint64 quarterOf(qint64 received)
{
    qint64 quarter = received / quarterNanoseconds;
    if (received < 0 && received % quarterNanoseconds != 0)
        --quarter;
    return quarter * 15;
}

RecordCounters::RecordCounters(Database &database)
    : m_addFacet(database, "INSERT INTO facet(type, value, count) VALUES(?, ?, ?) "
                           "ON CONFLICT(type, value) DO UPDATE SET count = count + excluded.count")
    , m_addQuarter(database, "INSERT INTO quarter(begin, records, uplinks, downlinks, errors) VALUES(?, ?, ?, ?, ?) "
                             "ON CONFLICT(begin) DO UPDATE SET records = records + excluded.records, "
                             "uplinks = uplinks + excluded.uplinks, downlinks = downlinks + excluded.downlinks, "
                             "errors = errors + excluded.errors")
{
}

void RecordCounters::count(const RecordRow &row, qint64 sign)
{
    const auto countFacet = [&](FacetType type, qint64 value) {
        if (value != 0)
            m_facets[{int(type), value}] += sign;
    };
    countFacet(FacetType::Kind, qint64(row.kind));
    countFacet(FacetType::Device, row.device);
    countFacet(FacetType::Port, row.port);
    countFacet(FacetType::Gateway, row.gateway);
    countFacet(FacetType::Rate, row.rate);
    Quarter &quarter = m_quarters[quarterOf(row.received)];
    quarter.records += sign;
    if (row.kind == RecordKind::Uplink)
        quarter.uplinks += sign;
    else if (isDownlink(row.kind))
        quarter.downlinks += sign;
    else if (isErrorKind(row.kind))
        quarter.errors += sign;
}

void RecordCounters::write()
{
    for (auto facet = m_facets.cbegin(); facet != m_facets.cend(); ++facet)
        m_addFacet.with(facet.key().first, facet.key().second, facet.value()).run();
    for (auto quarter = m_quarters.cbegin(); quarter != m_quarters.cend(); ++quarter)
        m_addQuarter.with(quarter.key(), quarter->records, quarter->uplinks, quarter->downlinks, quarter->errors).run();
    forget();
}

void RecordCounters::forget()
{
    m_facets.clear();
    m_quarters.clear();
}

} // namespace thingsdesk::history
