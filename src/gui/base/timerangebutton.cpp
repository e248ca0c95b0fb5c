// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/base/timerangebutton.h"

#include "gui/base/popups.h"

#include <QDateTimeEdit>
#include <QFormLayout>
#include <QFrame>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace thingsdesk {

namespace {

Timestamp momentOf(const QDateTimeEdit &edit)
{
    return Timestamp::fromMilliseconds(edit.dateTime().toMSecsSinceEpoch());
}

QDateTimeEdit *newEdit(const QString &name, const QString &accessibleName, QWidget *parent)
{
    auto *edit = new QDateTimeEdit(parent);
    edit->setObjectName(name);
    edit->setAccessibleName(accessibleName);
    edit->setDisplayFormat(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
    edit->setCalendarPopup(true);
    return edit;
}

} // namespace

TimeRangeButton::TimeRangeButton(QWidget *parent)
    : QToolButton(parent)
    , m_menu(new QMenu(this))
    , m_custom(new QFrame(this, Qt::Popup))
    , m_from(newEdit(QStringLiteral("fromEdit"), tr("From, local time"), m_custom))
    , m_to(newEdit(QStringLiteral("untilEdit"), tr("Until, local time"), m_custom))
    , m_rule(new QLabel(m_custom))
{
    setFocusPolicy(Qt::TabFocus);
    setToolButtonStyle(Qt::ToolButtonTextOnly);
    setAccessibleName(tr("Time range"));
    setToolTip(tr("Which times are shown"));
    setUpMenu();
    setUpCustom();
    setRange({});
    connect(this, &QToolButton::clicked, this, [this] { m_menu->popup(mapToGlobal(QPoint(0, height()))); });
}

void TimeRangeButton::setUpMenu()
{
    const auto add = [this](TimeRange::Kind kind, const char *name) {
        QAction *action = m_menu->addAction(TimeRange{kind, {}, {}}.text());
        action->setObjectName(QString::fromLatin1(name));
        connect(action, &QAction::triggered, this, [this, kind] { choose({kind, {}, {}}); });
    };
    add(TimeRange::Kind::All, "allTimeAction");
    add(TimeRange::Kind::LastHour, "lastHourAction");
    add(TimeRange::Kind::LastDay, "lastDayAction");
    add(TimeRange::Kind::LastWeek, "lastWeekAction");
    m_menu->addSeparator();
    QAction *custom = m_menu->addAction(tr("From … until …"));
    custom->setObjectName(QStringLiteral("customTimeAction"));
    connect(custom, &QAction::triggered, this, &TimeRangeButton::openCustom);
}

void TimeRangeButton::setUpCustom()
{
    popups::frame(*m_custom);
    auto *apply = new QPushButton(tr("&Show this time"), m_custom);
    apply->setObjectName(QStringLiteral("applyTimeButton"));
    apply->setDefault(true);
    m_rule->setObjectName(QStringLiteral("timeRuleLabel"));
    auto *form = new QFormLayout(m_custom);
    form->setContentsMargins(8, 8, 8, 8);
    form->addRow(tr("&From"), m_from);
    form->addRow(tr("&Until"), m_to);
    form->addRow(QString(), m_rule);
    form->addRow(QString(), apply);
    connect(apply, &QPushButton::clicked, this, &TimeRangeButton::chooseCustom);
}

void TimeRangeButton::setRange(const TimeRange &range)
{
    m_range = range;
    setText(range.text() + QStringLiteral(" ▾"));
    QFont bold(font());
    bold.setBold(range.kind != TimeRange::Kind::All);
    setFont(bold);
}

void TimeRangeButton::choose(const TimeRange &range)
{
    setRange(range);
    Q_EMIT rangeChanged();
}

void TimeRangeButton::openCustom()
{
    const Timestamp now = Timestamp::now();
    const auto local = [](const Timestamp &time) { return time.toDateTime().toLocalTime(); };
    m_from->setDateTime(local(m_range.since(now).value_or(Timestamp{now.nanoseconds - 3'600'000'000'000, 0})));
    m_to->setDateTime(local(m_range.until().value_or(now)));
    m_rule->clear();
    m_custom->adjustSize();
    popups::open(*m_custom, *this);
    m_from->setFocus();
}

void TimeRangeButton::chooseCustom()
{
    const TimeRange range{TimeRange::Kind::Custom, momentOf(*m_from), momentOf(*m_to)};
    if (*range.from >= *range.to) {
        m_rule->setText(tr("⚠ “From” must be before “Until”."));
        m_custom->adjustSize();
        return;
    }
    m_custom->close();
    choose(range);
}

} // namespace thingsdesk
