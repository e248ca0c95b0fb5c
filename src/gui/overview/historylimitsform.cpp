// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/historylimitsform.h"

#include "gui/base/texts.h"

#include <QCheckBox>
#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QSpinBox>

namespace thingsdesk {

namespace {

constexpr qint64 megabyte = 1'000'000;
constexpr int defaultDays = 365;
constexpr int defaultMegabytes = 1000;

QSpinBox *spin(const QString &objectName, const QString &name, int minimum, int maximum, QWidget *parent)
{
    auto *box = new QSpinBox(parent);
    box->setObjectName(objectName);
    box->setAccessibleName(name);
    box->setRange(minimum, maximum);
    box->setAlignment(Qt::AlignTrailing);
    box->setGroupSeparatorShown(true);
    return box;
}

} // namespace

QString limitsText(const HistoryLimits &limits)
{
    QStringList parts;
    if (limits.age)
        parts += HistoryLimitsForm::tr("%1 days").arg(limits.age->count());
    if (limits.bytes)
        parts += texts::byteSize(*limits.bytes);
    return parts.isEmpty() ? HistoryLimitsForm::tr("none, everything is kept")
                           : HistoryLimitsForm::tr("at most %1").arg(parts.join(HistoryLimitsForm::tr(" and ")));
}

HistoryLimitsForm::HistoryLimitsForm(QWidget *parent)
    : QWidget(parent)
    , m_byAge(new QCheckBox(tr("Keep at &most"), this))
    , m_days(spin(QStringLiteral("limitDaysSpin"), tr("Days of history"), 1, 36'500, this))
    , m_bySize(new QCheckBox(tr("Use at m&ost"), this))
    , m_megabytes(spin(QStringLiteral("limitMegabytesSpin"), tr("Megabytes of history"), 10, 1'000'000, this))
    , m_warning(new QLabel(this))
    , m_apply(new QPushButton(tr("Apply limits"), this))
{
    setObjectName(QStringLiteral("historyLimitsForm"));
    m_byAge->setObjectName(QStringLiteral("limitAgeCheck"));
    m_byAge->setAccessibleName(tr("Limit by age"));
    m_bySize->setObjectName(QStringLiteral("limitSizeCheck"));
    m_bySize->setAccessibleName(tr("Limit by size"));
    m_days->setSuffix(tr(" days"));
    m_megabytes->setSuffix(tr(" MB"));
    m_warning->setObjectName(QStringLiteral("limitWarningLabel"));
    m_warning->setWordWrap(true);
    m_apply->setObjectName(QStringLiteral("applyLimitsButton"));
    m_apply->setAccessibleName(tr("Apply limits"));
    m_apply->setAutoDefault(false);
    auto *cancel = new QPushButton(tr("Cancel"), this);
    cancel->setObjectName(QStringLiteral("cancelLimitsButton"));
    cancel->setAccessibleName(tr("Cancel"));
    cancel->setAutoDefault(false);

    auto *grid = new QGridLayout(this);
    grid->setContentsMargins(0, 0, 0, 0);
    grid->setSpacing(8);
    grid->addWidget(m_byAge, 0, 0);
    grid->addWidget(m_days, 0, 1);
    grid->addWidget(m_bySize, 1, 0);
    grid->addWidget(m_megabytes, 1, 1);
    grid->addWidget(m_warning, 2, 0, 1, 3);
    grid->addWidget(m_apply, 3, 0);
    grid->addWidget(cancel, 3, 1);
    grid->setColumnStretch(2, 1);
    connect(m_apply, &QPushButton::clicked, this, [this] { Q_EMIT accepted(limits()); });
    connect(cancel, &QPushButton::clicked, this, &HistoryLimitsForm::cancelled);
    for (QCheckBox *box : {m_byAge, m_bySize})
        connect(box, &QCheckBox::toggled, this, &HistoryLimitsForm::showState);
    for (QSpinBox *box : {m_days, m_megabytes})
        connect(box, &QSpinBox::valueChanged, this, &HistoryLimitsForm::showState);
    setLimits({});
}

void HistoryLimitsForm::setLimits(const HistoryLimits &limits)
{
    m_before = limits;
    m_byAge->setChecked(limits.age.has_value());
    m_days->setValue(limits.age ? static_cast<int>(limits.age->count()) : defaultDays);
    m_bySize->setChecked(limits.bytes.has_value());
    m_megabytes->setValue(limits.bytes ? static_cast<int>(*limits.bytes / megabyte) : defaultMegabytes);
    showState();
}

HistoryLimits HistoryLimitsForm::limits() const
{
    HistoryLimits limits;
    if (m_byAge->isChecked())
        limits.age = std::chrono::days(m_days->value());
    if (m_bySize->isChecked())
        limits.bytes = m_megabytes->value() * megabyte;
    return limits;
}

void HistoryLimitsForm::showState()
{
    const HistoryLimits now = limits();
    m_days->setEnabled(m_byAge->isChecked());
    m_megabytes->setEnabled(m_bySize->isChecked());
    m_warning->setText(now == HistoryLimits()
                           ? tr("No limit: every message is kept, of all applications.")
                           : tr("⚠ The oldest messages beyond the limit are deleted from this machine for good, now "
                                "and from time to time, of each application. The network keeps no copy."));
    m_apply->setEnabled(now != m_before);
}

} // namespace thingsdesk
