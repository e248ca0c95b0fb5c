// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/devicescard.h"

#include "gui/base/texts.h"
#include "gui/overview/factlist.h"

#include <QDateTime>
#include <QLabel>
#include <QPushButton>
#include <QUrl>
#include <QVBoxLayout>

namespace thingsdesk {

namespace {

constexpr qsizetype shownNames = 8;
constexpr int daySeconds = 24 * 60 * 60;
constexpr int gatherMilliseconds = 500;

} // namespace

DevicesCard::DevicesCard(DeviceTableModel &devices, QWidget *parent)
    : QGroupBox(tr("Devices"), parent)
    , m_devices(devices)
    , m_facts(new FactList(this))
    , m_quiet(new QLabel(this))
{
    setObjectName(QStringLiteral("devicesCard"));
    m_facts->addFact(QStringLiteral("deviceTotalLabel"), tr("Registered"));
    m_facts->addFact(QStringLiteral("deviceActiveLabel"), tr("Active in 24 h"));
    m_facts->addFact(QStringLiteral("deviceQuietLabel"), tr("Quiet"));
    m_quiet->setObjectName(QStringLiteral("quietDevicesLabel"));
    m_quiet->setWordWrap(true);
    m_quiet->setTextInteractionFlags(Qt::TextBrowserInteraction);
    m_quiet->setMinimumHeight(fontMetrics().lineSpacing() * 2);
    m_quiet->setAlignment(Qt::AlignTop | Qt::AlignLeading);
    auto *all = new QPushButton(tr("All &devices"), this);
    all->setObjectName(QStringLiteral("allDevicesButton"));
    all->setAccessibleName(tr("All devices"));
    all->setAutoDefault(false);
    auto *layout = new QVBoxLayout(this);
    layout->setSpacing(8);
    layout->addWidget(m_facts);
    layout->addWidget(m_quiet);
    layout->addStretch(1);
    layout->addWidget(all, 0, Qt::AlignLeading);
    connect(all, &QPushButton::clicked, this, &DevicesCard::devicesWanted);
    connect(m_quiet, &QLabel::linkActivated, this, [this](const QString &link) {
        Q_EMIT deviceWanted(DevId::fromServer(QUrl::fromPercentEncoding(link.toUtf8())));
    });
    m_pause.setSingleShot(true);
    m_pause.setInterval(gatherMilliseconds);
    connect(&m_pause, &QTimer::timeout, this, &DevicesCard::refresh);
    const auto later = [this] {
        if (!m_pause.isActive() && isVisible())
            m_pause.start();
    };
    connect(&devices, &QAbstractItemModel::rowsInserted, this, later);
    connect(&devices, &QAbstractItemModel::rowsRemoved, this, later);
    connect(&devices, &QAbstractItemModel::modelReset, this, later);
    connect(&devices, &DeviceTableModel::totalChanged, this, later);
    connect(&devices, &DeviceTableModel::loadingChanged, this, later);
    refresh();
}

void DevicesCard::refresh()
{
    const QDateTime since = QDateTime::currentDateTimeUtc().addSecs(-daySeconds);
    quint64 active = 0;
    QStringList quiet;
    const int rows = m_devices.rowCount();
    for (int row = 0; row < rows; ++row) {
        const QDateTime seen =
            m_devices.index(row, DeviceTableModel::LastSeenColumn).data(DeviceTableModel::ValueRole).toDateTime();
        if (seen.isValid() && seen >= since)
            ++active;
        const QModelIndex id = m_devices.index(row, DeviceTableModel::IdColumn);
        if (id.data(DeviceTableModel::IsQuietRole).toBool())
            quiet += id.data(DeviceTableModel::ValueRole).toString();
    }
    const auto known = static_cast<quint64>(rows);
    const quint64 total = std::max(m_devices.total().value_or(known), known);
    const bool complete = known >= total && !m_devices.isLoading();
    const std::optional<Failure> failure = m_devices.failure();
    QString totalText = texts::count(total);
    if (rows == 0 && failure)
        totalText = tr("unknown: the list could not be read");
    else if (rows == 0 && m_devices.isLoading())
        totalText = tr("reading the list…");
    else if (!complete && m_devices.isLoading())
        totalText = tr("%1 of %2 read").arg(texts::count(known), texts::count(total));
    m_facts->setFact(QStringLiteral("deviceTotalLabel"), totalText, failure ? texts::plain(failure->text) : QString());
    m_facts->setFact(QStringLiteral("deviceActiveLabel"), texts::count(active),
                     tr("Devices whose last uplink in the own history is less than 24 h old"));
    m_facts->setFact(QStringLiteral("deviceQuietLabel"),
                     quiet.isEmpty() ? tr("none") : tr("⚠ %1").arg(texts::count(static_cast<quint64>(quiet.size()))),
                     tr("Silent for more than three times their usual interval, an hour at least"),
                     quiet.isEmpty() ? Tone::Text : Tone::Warning);
    m_quiet->setText(quietText(quiet));
}

QString DevicesCard::quietText(const QStringList &quiet) const
{
    QStringList links;
    for (const QString &name : quiet.mid(0, shownNames))
        links += QStringLiteral("<a href=\"%1\">%2</a>")
                     .arg(QString::fromLatin1(QUrl::toPercentEncoding(name)), texts::plain(name, 60).toHtmlEscaped());
    QString text = links.join(QStringLiteral(", "));
    if (const qsizetype more = quiet.size() - links.size(); more > 0)
        text += tr(" and %1 more").arg(texts::count(static_cast<quint64>(more)));
    return text;
}

} // namespace thingsdesk
