// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "gui/base/applicationpage.h"
#include "gui/payload/vectormodel.h"

#include <QTimer>
#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace thingsdesk {

/// An application's test vectors: run in the local worker shortly after every edit of the functions, kept in a file
/// beside the application's history.
class VectorsPane final : public QWidget
{
    Q_OBJECT
    Q_DISABLE_COPY_MOVE(VectorsPane)
public:
    explicit VectorsPane(const PageContext &context, QWidget *parent = nullptr);
    ~VectorsPane() override;

    void setFunctions(PayloadFormat format, const PayloadFunctions &functions);
    void add(const TestVector &vector);
    int failedCount() const { return m_vectors.failed(); }
    int count() const { return m_vectors.rowCount(); }
    const VectorModel &vectors() const { return m_vectors; }

Q_SIGNALS:
    /// What stands in the test is to become a vector.
    void currentTestWanted();
    void testWanted(const thingsdesk::TestVector &vector);
    void outcomesChanged(int passed, int all);
    void failed(const thingsdesk::Failure &failure);
    void done(const QString &what);

private:
    void makeHead();
    void makeTable();
    void load();
    void store();
    void run();
    void showOutcomes();
    QList<int> selectedRows() const;
    void importFile();
    void exportFile();

    PageContext m_context;
    VectorModel m_vectors;
    PayloadFormat m_format = PayloadFormat::None;
    PayloadFunctions m_functions;
    QTimer m_pause;
    Future<QList<VectorOutcome>> m_run;
    QPushButton *m_remove = nullptr;
    QPushButton *m_export = nullptr;
    QLabel *m_summary = nullptr;
    QTableView *m_table = nullptr;
};

} // namespace thingsdesk
