// SPDX-License-Identifier: GPL-3.0-or-later
#include "gui/devices/simulateform.h"

#include "core/pastedhex.h"
#include "gui/base/icons.h"
#include "gui/base/monospace.h"
#include "gui/devices/livemessage.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSpinBox>
#include <QToolButton>
#include <QVBoxLayout>

namespace thingsdesk {

SimulateForm::SimulateForm(QWidget *parent)
    : QWidget(parent)
{
    m_title = new QLabel(this);
    m_bytes = new QLineEdit(this);
    m_bytes->setObjectName(QStringLiteral("simulateBytesEdit"));
    m_bytes->setAccessibleName(tr("Bytes of the simulated uplink"));
    m_bytes->setPlaceholderText(tr("Bytes as hex"));
    useMonospace(m_bytes);
    m_port = new QSpinBox(this);
    m_port->setObjectName(QStringLiteral("simulatePortBox"));
    m_port->setAccessibleName(tr("Port of the simulated uplink"));
    m_port->setRange(1, 223);
    m_port->setPrefix(tr("port "));
    m_send = new QPushButton(icon(Icon::Uplink), tr("Si&mulate"), this);
    m_send->setObjectName(QStringLiteral("simulateButton"));
    auto *close = new QToolButton(this);
    close->setObjectName(QStringLiteral("closeSimulateButton"));
    close->setIcon(icon(Icon::Cross));
    close->setAutoRaise(true);
    close->setFocusPolicy(Qt::StrongFocus);
    close->setToolTip(tr("Close"));
    close->setAccessibleName(tr("Close the simulated uplink"));
    m_message = new LiveMessage(this);
    m_message->setObjectName(QStringLiteral("simulateMessage"));

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_title);
    line->addWidget(m_bytes, 1);
    line->addWidget(m_port);
    line->addWidget(m_send);
    line->addWidget(close);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(2);
    column->addLayout(line);
    column->addWidget(m_message);

    connect(m_bytes, &QLineEdit::textChanged, this, &SimulateForm::refresh);
    connect(m_bytes, &QLineEdit::returnPressed, this, &SimulateForm::send);
    connect(m_send, &QPushButton::clicked, this, &SimulateForm::send);
    connect(close, &QToolButton::clicked, this, &QWidget::hide);
    hide();
}

void SimulateForm::open(const DevId &devId)
{
    m_devId = devId;
    m_title->setText(tr("Uplink from %1").arg(devId.toString()));
    refresh();
    show();
    m_bytes->setFocus();
}

void SimulateForm::setBusy(bool busy)
{
    m_isBusy = busy;
    refresh();
}

Result<QByteArray> SimulateForm::bytes() const
{
    Result<QByteArray> bytes = readPastedHex(m_bytes->text(), -1, tr("Payload"));
    if (bytes && bytes->isEmpty())
        return fail(Failure::invalidInput(tr("Payload"), tr("must have at least one byte")));
    return bytes;
}

void SimulateForm::refresh()
{
    const Result<QByteArray> read = bytes();
    m_send->setEnabled(read && !m_isBusy);
    if (read)
        m_message->setHint(
            tr("Bytes: %1. The network publishes it with counter 0 and without gateways.").arg(read->size()));
    else if (m_bytes->text().trimmed().isEmpty())
        m_message->setHint(tr("Published by the network as if the device had sent it."));
    else
        m_message->setProblem(read.error().text);
}

void SimulateForm::send()
{
    if (const Result<QByteArray> read = bytes(); read && !m_isBusy)
        Q_EMIT sendWanted(m_devId, *read, quint8(m_port->value()));
}

void SimulateForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        hide();
    else
        QWidget::keyPressEvent(event);
}

} // namespace thingsdesk
