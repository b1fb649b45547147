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
        var findings = Ask("model,CB (n = 56),RTE,Avg.\nsmall,82.1,63.5,72.8\nlarge,82.3,70.4,76.3\n", ("RTE", 277)).Answer(TestContext.Current.CancellationToken);

        Assert.Equal(["large, CB (n = 56)"], Names(findings, "scores", "inconsistent"));
        Assert.Equal(["small, CB (n = 56)", "small, RTE", "large, RTE"], Names(findings, "scores", "consistent"));
        Assert.Equal(["small, Avg.", "large, Avg."], Names(findings, "totals", "reproduced-by-rounding", "reproduced"));
        Assert.Equal(["large, Avg."], Names(Ask("model,A,B,Avg.\nlarge,82.1,70.4,77.3\n").Answer(TestContext.Current.CancellationToken), "totals", "inconsistent"));
    }

    [Theory]
    [InlineData("task,n,score\nCB,56,82.3\nRTE,277,72.9\n", "CB, score")]
    [InlineData("model,CB,RTE\nn,56,277\nlarge,82.3,72.9\n", "large, CB")]
    [InlineData("model,CB,RTE\nlarge,0.823,0.750\n", "large, CB", 56)]
    [InlineData("model,CB,RTE\nlarge,82.3 %,75.0%\n", "large, CB", 56)]
    [InlineData("model,CB,RTE\nlarge,82.3*,75.0†\n", "large, CB", 56)]
    public void The_number_of_items_comes_from_the_table_or_from_what_is_given(string csv, string impossible, int? all = null) =>
        Assert.Equal([impossible], Names(Ask(csv, all).Answer(TestContext.Current.CancellationToken), "scores", "inconsistent"));

    [Theory]
    [InlineData("k,a,b,Total\nx,1.2,3.4,4.6\n", "reproduced")]
    [InlineData("k,a,b,Total\nx,1.2,3.4,4.8\n", "inconsistent")]
    [InlineData("k,n,a,b\nx,100,70.0,10.0\ny,300,90.0,30.0\nOverall,,85.0,25.0\n", "reproduced")]
    [InlineData("k,Avg,a,b\nx,2.0,1.0,3.0\n", "reproduced")]
    [InlineData("k,a,b,Avg,c,d,Avg\nx,1.0,3.0,2.0,5.0,7.0,6.0\n", "reproduced")]
    [InlineData("k,a,b,Avg,c,d,Average\nx,1.0,3.0,2.0,5.0,7.0,4.0\n", "reproduced")]
    public void A_total_is_of_what_stands_beside_it(string csv, string verdict)
    {
        var totals = Ask(csv).Answer(TestContext.Current.CancellationToken).Where(f => f.Claim == "totals").ToList();

        Assert.NotEmpty(totals);
        Assert.All(totals, f => Assert.Equal(verdict, f.Verdict.Word));
    }

    [Fact]
    public void What_is_not_checked_is_said_with_its_reason()
    {
        var question = Ask("model,CB,F1,Params,PPL,BLEU,Score,Avg.\na,82.1,60.1,175,20.5,30.1,81.2 ± 0.4,n.a.\nb,83.9,50.0,13,21.5,30.2,oops,\n");

        Assert.Equal(
            [
                "the number of items is not known: CB", "no share of items, by its name: a, F1; a, Params; a, PPL; a, BLEU; b, F1; b, Params; b, PPL; b, BLEU",
                "a mean with a spread: an average over runs has another number of items: a, Score", "no number that can be read: a, Avg.; b, Score",
            ],
            question.Unchecked.Select(u => $"{u.Why}: {string.Join("; ", u.Names)}"));
    }

    [Fact]
    public void A_copied_row_is_found()
    {
        var findings = Ask("model,A,B,C,D\nx,41.3,55.2,63.8,70.1\ny,41.3,55.2,63.8,70.1\nz,31.0,42.2,57.9,66.6\n", 1000).Answer(TestContext.Current.CancellationToken);

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
