using System.Numerics;
using Recount.Audits.Tables;
using Recount.Findings;
using Recount.Text;

namespace Recount.Tests.Audits.Tables;

/// <summary>The tables of a draft.</summary>
public class TableQuestionTests
{
    [Fact]
    public void Impossible_scores_and_wrong_averages_are_found()
    {
        var findings = Answer(Ask("model,CB (n = 56),RTE,Avg.\nsmall,82.1,63.5,72.8\nlarge,82.3,70.4,76.3\n", ("RTE", 277)));

        Assert.Equal(["large, CB (n = 56)"], Names(findings, "scores", "inconsistent"));
        Assert.Equal(["small, CB (n = 56)", "small, RTE", "large, RTE"], Names(findings, "scores", "consistent"));
        Assert.Equal(["small, Avg.", "large, Avg."], Names(findings, "totals", "reproduced-by-rounding", "reproduced"));
        Assert.Equal(["large, Avg."], Names(Answer(Ask("model,A,B,Avg.\nlarge,82.1,70.4,77.3\n")), "totals", "inconsistent"));
    }

    [Theory]
    [InlineData("task,n,score\nCB,56,82.3\nRTE,277,72.9\n", "CB, score")]
    [InlineData("model,CB,RTE\nn,56,277\nlarge,82.3,72.9\n", "large, CB")]
    [InlineData("model,CB,RTE\nlarge,0.823,0.750\n", "large, CB", 56)]
    [InlineData("model,CB,RTE\nlarge,82.3 %,75.0%\n", "large, CB", 56)]
    [InlineData("model,CB,RTE\nlarge,82.3*,75.0†\n", "large, CB", 56)]
    public void The_number_of_items_comes_from_the_table_or_from_what_is_given(string csv, string impossible, int? all = null) =>
        Assert.Equal([impossible], Names(Answer(Ask(csv, all)), "scores", "inconsistent"));

    [Theory]
    [InlineData("k,a,b,Total\nx,1.2,3.4,4.6\n", "reproduced")]
    [InlineData("k,a,b,Total\nx,1.2,3.4,4.8\n", "inconsistent")]
    [InlineData("Split,Right\nTrain,1200\nDev,150\nTotal,1350\n", "reproduced")]
    [InlineData("Split,Right\nTrain,1200\nDev,150\nTotal,1360\n", "inconsistent")]
    [InlineData("k,n,a,b\nx,100,70.0,10.0\ny,300,90.0,30.0\nOverall,,85.0,25.0\n", "reproduced")]
    [InlineData("k,Avg,a,b\nx,2.0,1.0,3.0\n", "reproduced")]
    [InlineData("k,a,b,Avg,c,d,Avg\nx,1.0,3.0,2.0,5.0,7.0,6.0\n", "reproduced")]
    [InlineData("k,a,b,Avg,c,d,Average\nx,1.0,3.0,2.0,5.0,7.0,4.0\n", "reproduced")]
    public void A_total_is_of_what_stands_beside_it(string csv, string verdict)
    {
        var totals = Answer(Ask(csv)).Where(f => f.Claim == "totals").ToList();

        Assert.NotEmpty(totals);
        Assert.All(totals, f => Assert.Equal(verdict, f.Verdict.Word));
    }

    [Fact]
    public void What_is_not_checked_is_said_with_its_reason()
    {
        var question = Ask("model,CB,F1,Params,PPL,BLEU,Score,Avg.\na,82.1,60.1,175,20.5,30.1,81.2 ± 0.4,n.a.\nb,83.9,50.0,13,21.5,30.2,oops,\n");

        Assert.Equal(
            [
                "no share of items, by its name: a, F1; a, Params; a, PPL; a, BLEU; b, F1; b, Params; b, PPL; b, BLEU",
                "a mean with a spread: an average over runs has another number of items: a, Score", "no number that can be read: a, Avg.; b, Score",
            ],
            question.Unchecked.Select(u => $"{u.Why}: {string.Join("; ", u.Names)}"));
        Assert.Equal(["CB"], question.Open);
    }

    [Fact]
    public void A_copied_row_is_found()
    {
        var findings = Answer(Ask("model,A,B,C,D,E,F\nx,41.3,55.2,63.8,70.1,75.4,81.9\ny,41.3,55.2,63.8,70.1,75.4,81.9\nz,31.0,42.2,57.9,66.6,70.0,72.3\n", 1000));

        Assert.Equal("deviates", findings.Single(f => f.Claim == "rows").Verdict.Word);
        Assert.Equal("consistent", findings.Single(f => f.Claim == "columns").Verdict.Word);
    }

    [Fact]
    public void Headings_and_header_levels_name_cells()
    {
        var grid = Recount.Text.Latex.LatexTables.Read(new("d.tex", """
            \begin{tabular}{lcc}\toprule
             & \multicolumn{2}{c}{NLI} \\ \cmidrule{2-3}
            Model & CB & RTE \\ \midrule
            \multicolumn{3}{l}{Zero-shot} \\
            X & 82.1 & 72.9 \\
            \multicolumn{3}{l}{Few-shot} \\
            X & 82.3 & 72.9 \\ \bottomrule
            \end{tabular}
            """));
        var layout = TableLayout.Of(Assert.Single(grid))!;

        Assert.Equal(["NLI CB", "NLI RTE"], layout.Columns);
        Assert.Equal(["X", "Few-shot, X"], layout.Rows.Select(r => r.Name));
        Assert.True(TableItems.Knows(layout, "rte"));
        Assert.False(TableItems.Knows(layout, "rt"));
    }

    [Fact]
    public void A_table_of_words_is_no_table_of_numbers() => Assert.Null(TableLayout.Of(Grid("a,b\nc,d\n")));

    // Honest tables as they stand in papers: nothing in them is wrong.
    [Theory]
    [InlineData("Model,Size,ARC,BoolQ\nA,7,50.1,60.2\nC,70,54.6,64.3\n")]
    [InlineData("Model,Batch size,# Params,Acc\nA,32,110,91.2\nB,64,340,92.7\n")]
    [InlineData("Model,Year,Size,ARC,BoolQ,PIQA,Average\nA,2020,7B,50.0,60.0,70.0,60.0\n")]
    [InlineData("Model,ppl,A,B,Avg\nX,20.1,50.0,60.0,55.0\n")]
    [InlineData("Model,Shots,A,B,Avg\nX,5,50.0,60.0,55.0\n")]
    [InlineData("Model,A,B,Avg. Rank\nX,60.1,70.2,1.3\n")]
    [InlineData("Model,A,B,Average Latency\nX,60.1,70.2,13.3\n")]
    [InlineData("Model,Acc,Mean IoU\nX,60.1,70.2\n")]
    [InlineData("Task,Total,Correct,Accuracy\nX,200,151,75.5\n")]
    [InlineData("Set,N,Acc\nA,120,75.0\nB,180,95.0\nTotal,300,87.0\n")]
    [InlineData("Model,Yes/No,Number,Other,Overall\nX,86.7,50.2,60.1,70.6\n")]
    [InlineData("Metric,BERT,RoBERTa\nAccuracy,0.839,0.893\nParams (M),340,355\n", 56)]
    [InlineData("Model,CB,COPA\nn,56,100\nBERT,0.839,0.70\n")]
    [InlineData("Model,CB,COPA\nBERT,83.9,71.4\nΔ,+5.4,+1.3\nImprovement,5.4,1.3\n", 56)]
    [InlineData("Set,N,Acc\nGSM8K,1.3k,75.06\nX,~1.2k,85.41\n")]
    [InlineData("Model,F_1,Precision,Recall,mAP,ECE\nX,71.3,71.3,71.3,71.3,71.3\n", 56)]
    [InlineData("Model,MNLI,RTE,Avg\nX,84/85,70.0,77.0\n")]
    [InlineData("Model,A,B,C,Avg\nX,60.0,-,70.0,65.0\n")]
    [InlineData("Model;A;B;Avg\nX;60.0;70.0;65.0\n")]
    [InlineData("# results of run 3\nModel,A,B,Avg\nX,60.0,70.0,65.0\n")]
    [InlineData("Model,A (n=0),B (n=10,00)\nX,60.0,70.0\n")]
    [InlineData("Model,A\nOurs (3),60.0\nOurs,70.0\nOurs,75.0\n", 100)]
    public void An_honest_table_is_not_accused(string csv, int? all = null) =>
        Assert.DoesNotContain(Answer(Ask(csv, all)), f => f.Verdict is Verdict.Inconsistent or Verdict.Deviates or Verdict.Failed);

    [Theory]
    [InlineData("Model,Error (%)\nA,0.5\nB,0.9\n", 250, "A, Error (%)|B, Error (%)")]
    [InlineData("Model,A,B,Avg\nX,60,70,67\n", null, "X, Avg")]
    [InlineData("Model,A,B,C,Avg\nX,60.0,-,70.0,66.0\n", null, "X, Avg")]
    [InlineData("Model,CB\n\"Few-shot, X\",82.3\n6 layers,82.3\nw/o heads,82.3\n", 56, "Few-shot, X, CB|6 layers, CB")]
    [InlineData("Model,Avg,A,B,Avg (2),C,D\nX,50.0,60.0,40.0,35.0,30.0,44.0\n", null, "X, Avg (2)")]
    public void What_is_wrong_is_found_all_the_same(string csv, int? all, string wrong) =>
        Assert.Equal(wrong.Split('|'), Answer(Ask(csv, all)).Where(f => f.Verdict is Verdict.Inconsistent).Select(f => f.Row));

    [Fact]
    public void The_most_precise_name_gives_the_number_of_items()
    {
        var layout = TableLayout.Of(Grid("Model,Test,Test-clean,NLI RTE,RTE,Overall\nX,50.0,50.0,50.0,50.0,83.8\n"))!;
        var items = new TableItems(layout, new Dictionary<string, BigInteger> { ["Test"] = 57, ["Test-clean"] = 2620, ["RTE"] = 277, ["NLI RTE"] = 100, ["Overall"] = 56 }, null);

        Assert.Equal([57, 2620, 100, 277, 56], Enumerable.Range(0, 5).Select(c => (int)items.Of(0, c)!.Value));
        Assert.Equal(["X, Test", "X, RTE", "X, Overall"], Names(Answer(TableQuestion.Of(layout, items)), "scores", "inconsistent"));
    }

    private static IReadOnlyList<Finding> Answer(TableQuestion question)
    {
        var stop = TestContext.Current.CancellationToken;
        return Recount.Audits.AuditRun.Judge(Recount.Audits.AuditRun.Measure(Recount.Audits.Plan.Of([question.Spec]), stop), _ => null, stop)[0].Findings;
    }

    private static IEnumerable<string> Names(IReadOnlyList<Finding> findings, string claim, params string[] verdicts) =>
        findings.Where(f => f.Claim == claim && verdicts.Contains(f.Verdict.Word)).Select(f => f.Row);

    private static Grid Grid(string csv) => CsvText.Grid(new("d.csv", csv), new());

    private static TableQuestion Ask(string csv, int? all = null) => Ask(csv, [], all);

    private static TableQuestion Ask(string csv, params (string Name, int Items)[] named) => Ask(csv, named, null);

    private static TableQuestion Ask(string csv, (string Name, int Items)[] named, int? all)
    {
        var layout = TableLayout.Of(Grid(csv))!;
        return TableQuestion.Of(layout, new(layout, named.ToDictionary(n => n.Name, n => (BigInteger)n.Items), all));
    }
}
