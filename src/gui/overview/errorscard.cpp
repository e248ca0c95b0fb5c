// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/overview/errorscard.h"

#include "core/futures.h"
#include "gui/base/texts.h"
#include "gui/connect/elidedlabel.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>

namespace thingsdesk {

namespace {

QString errorText(const HistoryRecord &record)
{
    QString text;
    if (const DeviceEvent *event = record.event())
        text = event->error.value_or(QString());
    else if (const auto *unreadable = std::get_if<UnreadableMessage>(&record.body))
        text = unreadable->failure.text;
    const QString kind = texts::kind(record.kind);
    return text.isEmpty() ? kind : QStringLiteral("%1: %2").arg(kind, texts::plain(text, 300));
}

void keepPlace(QWidget *widget)
{
    QSizePolicy policy = widget->sizePolicy();
    policy.setRetainSizeWhenHidden(true);
    widget->setSizePolicy(policy);
}

} // namespace

ErrorsCard::ErrorsCard(HistoryStore &history, QWidget *parent)
    : QGroupBox(tr("Last errors"), parent)
    , m_history(history)
{
    setObjectName(QStringLiteral("errorsCard"));
    auto *grid = new QGridLayout(this);
    grid->setHorizontalSpacing(16);
    grid->setVerticalSpacing(4);
    grid->setColumnStretch(2, 1);
    for (int row = 0; row < shown; ++row)
        addRow(row);
    m_empty = new QLabel(tr("None in the stored history."), this);
    m_empty->setObjectName(QStringLiteral("noErrorsLabel"));
    grid->addWidget(m_empty, 0, 0, 1, 3);
    showRecords({});
}

void ErrorsCard::addRow(int row)
{
    auto *grid = static_cast<QGridLayout *>(layout());
    Row made;
    made.time = new QLabel(this);
    made.device = new QLabel(this);
    made.text = new ElidedLabel(this);
    made.show = new QPushButton(tr("Show"), this);
    made.time->setObjectName(QStringLiteral("errorTimeLabel%1").arg(row));
    made.device->setObjectName(QStringLiteral("errorDeviceLabel%1").arg(row));
    made.text->setObjectName(QStringLiteral("errorTextLabel%1").arg(row));
    made.show->setObjectName(QStringLiteral("showErrorButton%1").arg(row));
    made.show->setAutoDefault(false);
    made.time->setTextFormat(Qt::PlainText);
    made.device->setTextFormat(Qt::PlainText);
    grid->addWidget(made.time, row, 0);
    grid->addWidget(made.device, row, 1);
    grid->addWidget(made.text, row, 2);
    grid->addWidget(made.show, row, 3);
    connect(made.show, &QPushButton::clicked, this, [this, row] { Q_EMIT recordWanted(m_rows[row].recordId); });
    m_rows.append(made);
}

void ErrorsCard::refresh()
{
    HistoryFilter filter;
    for (const RecordKind kind : allRecordKinds()) {
        if (isErrorKind(kind))
            filter.kinds.insert(kind);
    }
    whenFinished<HistoryPage>(this, m_history.pageBefore(filter, 0, shown), [this](Future<HistoryPage> finished) {
        const Result<HistoryPage> page = resultOf<HistoryPage>(finished);
        if (page)
            showRecords(page->records);
        else
            Q_EMIT failed(page.error());
    });
}

void ErrorsCard::showRecords(const QList<HistoryRecord> &records)
{
    m_empty->setVisible(records.isEmpty());
    if (!records.isEmpty() && !std::exchange(m_everUsed, true)) {
        for (const Row &row : std::as_const(m_rows))
            keepPlace(row.show);
    }
    for (int row = 0; row < shown; ++row) {
        const Row &place = m_rows[row];
        const bool used = row < records.size();
        // The newest comes first; a page is in order of arrival.
        const HistoryRecord record = used ? records[records.size() - 1 - row] : HistoryRecord();
        m_rows[row].recordId = used ? record.id : 0;
        place.time->setText(used ? texts::clock(record.received) : QString());
        place.time->setToolTip(used ? texts::exactTime(record.received) : QString());
        place.device->setText(used ? texts::plain(record.devId().toString(), 40) : QString());
        place.text->setText(used ? QStringLiteral("⚠ ") + errorText(record) : QString());
        place.show->setVisible(used);
        for (QLabel *label : std::initializer_list<QLabel *>{place.time, place.device, place.text})
            label->setVisible(used);
        place.show->setAccessibleName(tr("Show: %1").arg(place.text->text()));
    }
}

} // namespace thingsdesk
