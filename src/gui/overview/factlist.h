// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/tones.h"

#include <QMap>
#include <QWidget>

class QGridLayout;
class QLabel;

namespace thingsdesk {

/// Names and values in two columns. All rows are there from the start, so that nothing jumps when values come. The
/// value's label has the object name given.
class FactList final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(FactList)
public:
    explicit FactList(QWidget *parent = nullptr);

    void addFact(const QString &objectName, const QString &name);
    /// A value; empty shows a dash. The tone goes with a sign or a word in the text.
    void setFact(const QString &objectName, const QString &value, const QString &toolTip = {}, Tone tone = Tone::Text);
    QLabel *valueLabel(const QString &objectName) const { return m_values.value(objectName).label; }

protected:
    void changeEvent(QEvent *event) override;

private:
    struct Value
    {
        QLabel *label = nullptr;
        QString name;
        Tone tone = Tone::Text;
    };
    void colour(const Value &value) const;

    QGridLayout *const m_grid;
    QMap<QString, Value> m_values;
};

} // namespace thingsdesk
