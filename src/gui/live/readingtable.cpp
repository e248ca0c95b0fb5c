// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/live/readingtable.h"

#include "gui/base/clipboard.h"
#include "gui/base/monospace.h"
#include "gui/live/bytereading.h"

#include <QHeaderView>
#include <QKeyEvent>

namespace thingsdesk {

ReadingTable::ReadingTable(QWidget *parent)
    : QTableWidget(parent)
{
    setFrameShape(NoFrame);
    setShowGrid(false);
    setWordWrap(false);
    setTabKeyNavigation(false);
    setEditTriggers(NoEditTriggers);
    setSelectionMode(SingleSelection);
    verticalHeader()->hide();
    verticalHeader()->setSectionResizeMode(QHeaderView::Fixed);
    verticalHeader()->setMinimumSectionSize(8);
    verticalHeader()->setDefaultSectionSize(fontMetrics().height() + 4);
    setColumnCount(3);
    setHorizontalHeaderLabels({tr("Read as"), tr("Little endian"), tr("Big endian")});
    horizontalHeader()->setHighlightSections(false);
    horizontalHeader()->setStretchLastSection(true);
    horizontalHeader()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    const int unit = fontMetrics().averageCharWidth();
    setColumnWidth(0, 18 * unit);
    setColumnWidth(1, 18 * unit);
    setBytes({});
}

void ReadingTable::setBytes(QByteArrayView bytes)
{
    const QList<ByteReading> readings = byteReadings(bytes);
    setRowCount(int(readings.size()));
    const QFont fixed = monospaceFont();
    for (int row = 0; row < readings.size(); ++row) {
        const ByteReading &reading = readings.at(row);
        const bool isOfOneByte = !reading.littleEndian.isEmpty() && reading.bigEndian.isEmpty();
        const QString dash = QStringLiteral("–");
        const QStringList cells{reading.name, reading.littleEndian.isEmpty() ? dash : reading.littleEndian,
                                isOfOneByte                   ? QString()
                                : reading.bigEndian.isEmpty() ? dash
                                                              : reading.bigEndian};
        for (int column = 0; column < cells.size(); ++column) {
            if (item(row, column) == nullptr)
                setItem(row, column, new QTableWidgetItem);
            item(row, column)->setText(cells.at(column));
            if (column > 0)
                item(row, column)->setFont(fixed);
        }
        if (columnSpan(row, 1) != (isOfOneByte ? 2 : 1))
            setSpan(row, 1, 1, isOfOneByte ? 2 : 1);
    }
}

void ReadingTable::keyPressEvent(QKeyEvent *event)
{
    if (event->matches(QKeySequence::Copy) && currentItem() != nullptr)
        copyText(currentItem()->text());
    else
        QTableWidget::keyPressEvent(event);
}

} // namespace thingsdesk
