using CsCheck;
using Recount.Text;
using Recount.Text.Latex;

namespace Recount.Tests.Text.Latex;

public class LatexTablesTests
{
    [Theory]
    [InlineData(@"\textbf{82.1}", "82.1")]
    [InlineData(@"{\bf 82.1}", "82.1")]
    [InlineData(@"$\mathbf{82.1}^{*}$", "82.1")]
    [InlineData(@"82.1\%", "82.1%")]
    [InlineData(@"82.1$^\dagger$", "82.1")]
    [InlineData(@"82.1~\cite{a,b}", "82.1")]
    [InlineData(@"\textcolor{red}{82.1}", "82.1")]
    [InlineData(@"\cellcolor[gray]{0.9}82.1", "82.1")]
    [InlineData(@"82.1$_{\pm 0.4}$", "82.1 ± 0.4")]
    [InlineData(@"82.1_{0.4}", "82.1 ± 0.4")]
    [InlineData(@"$82.1 \pm 0.4$", "82.1 ± 0.4")]
    [InlineData(@"$3.14 \times 10^{23}$", "3.14 × 10^23")]
    [InlineData(@"1{,}200", "1,200")]
    [InlineData(@"\num{1200}", "1200")]
    [InlineData(@"\makecell{Accuracy\\ (\%)}", "Accuracy (%)")]
    [InlineData(@"\rotatebox{90}{BoolQ}", "BoolQ")]
    [InlineData(@"GPT\_3 \& co", "GPT_3 & co")]
    [InlineData(@"--", "–")]
    [InlineData(@"81.2\footnote{See \textbf{5}.}", "81.2")]
    [InlineData(@"$d_{head}$", "d_head")]
    [InlineData(@"82.1\textsuperscript{1}", "82.1")]
    [InlineData(@"82\std{3}", "82 3")]
    [InlineData(@"\res{60.0}{0.3}", "60.0 0.3")]
    [InlineData(@"\SI{76.0}{\percent}", "76.0 %")]
    [InlineData(@"\bfseries\cellcolor{a!20}{82.1}", "82.1")]
    [InlineData(@"82.1\textsubscript{0.3}", "82.1 ± 0.3")]
    [InlineData(@"71.3$^{\pm 0.4}$", "71.3 ± 0.4")]
    [InlineData(@"82.1$_{(0.3)}$", "82.1 ± 0.3")]
    [InlineData(@"F$_1$", "F_1")]
    [InlineData(@"$\Delta$ Acc", "Δ Acc")]
    public void A_cell_is_read_as_it_is_printed(string latex, string plain) => Assert.Equal(plain, Cells(latex + " & x")[0][0]);

    [Fact]
    public void Rows_end_and_rules_are_seen()
    {
        var grid = Assert.Single(Read("\\hline\na & 1 \\\\[2pt] \\hline\nb & 2 \\tabularnewline\n\\cmidrule(lr){1-2} c & 3 \\\\* \\bottomrule"));

        Assert.Equal(["a 1", "b 2", "c 3"], grid.Rows.Select(r => string.Join(' ', r.Cells.Select(c => c.Text))));
        Assert.Equal([true, true, false], grid.Rows.Select(r => r.RuleAbove));
    }

    [Fact]
    public void Every_cell_knows_its_place()
    {
        var grid = Assert.Single(LatexTables.Read(new("d.tex", "x\n\\begin{tabular}{ll}\n% none & none \\\\\n  a & \\textbf{82.1} \\\\\n\\end{tabular}")));

        Assert.Equal(("d.tex:2:1", "d.tex:4:3", "d.tex:4:7"), (grid.At.ToString(), grid.Rows[0].Cells[0].At.ToString(), grid.Rows[0].Cells[1].At.ToString()));
        Assert.Equal(@"\textbf{82.1}".Length, grid.Rows[0].Cells[1].At.Length);
    }

    [Fact]
    public void Spans_cover_columns_and_reach_down()
    {
        var rows = Cells(@"\multirow{2}{*}{m} & \multicolumn{2}{c|}{NLI} & z \\ & a & b & c \\ & d & e & f");

        Assert.Equal(["m|NLI||z", "m|a|b|c", "|d|e|f"], rows.Select(r => string.Join('|', r)));
    }

    [Fact]
    public void A_table_inside_a_cell_is_part_of_it() =>
        Assert.Equal(["a|70.1 70.2|b"], Cells(@"a & \begin{tabular}[c]{@{}c@{}}70.1\\70.2\end{tabular} & b").Select(r => string.Join('|', r)));

    [Theory]
    [InlineData(@"\begin{tabularx}{\linewidth}[t]{@{}lX@{}}a & 1\end{tabularx}")]
    [InlineData(@"\begin{tabular*}{3cm}{ll}a & 1\end{tabular*}")]
    [InlineData(@"\begin{tabular}[t]{l>{\raggedright}p{2cm}}a & 1\end{tabular}")]
    [InlineData(@"\begin{longtable}{ll}\caption{A & b}\\ \endhead a & 1 \\ \end{longtable}")]
    public void Other_tables_are_read_too(string latex) => Assert.Contains(LatexTables.Read(new("d.tex", latex)).SelectMany(g => g.Rows), r => string.Join('|', r.Cells.Select(c => c.Text)) == "a|1");

    [Fact]
    public void What_is_not_printed_is_not_read()
    {
        var source = new SourceText("d.tex", "\\begin{comment}\\begin{tabular}{l}a\\end{tabular}\\end{comment}\n\\iffalse\\begin{tabular}{l}b\\end{tabular}\\fi\n" +
            "\\input{tables/main}\n\\begin{tblr}{l}c\\end{tblr}\n");

        var grid = Assert.Single(LatexTables.Read(source));
        Assert.Equal(("c", 4), (grid.Rows[0].Cells[0].Text, grid.At.Line));
        Assert.Equal("\\input{tables/main} d.tex:3:1", string.Join(' ', LatexTables.Inputs(source).Select(i => $"{i.Command} {i.At}")));
    }

    [Fact]
    public void A_head_that_is_printed_again_is_read_once() => Assert.Equal(["k x", "a 1", "b 2"], Read("k & x \\\\ \\endfirsthead k & x \\\\ \\endhead \\hline more & \\\\ \\endfoot a & 1 \\\\ b & 2")
        .SelectMany(g => g.Rows).Select(r => string.Join(' ', r.Cells.Select(c => c.Text))));

    [Fact]
    public void Braces_in_braces_have_an_end() => Assert.Single(Read("a & " + string.Concat(Enumerable.Repeat(@"\textbf{", 50_000)) + "1"));

    [Fact]
    public void No_text_breaks_the_reader()
    {
        string[] parts = [@"\begin{tabular}", @"\end{tabular}", @"\begin{array}", "{", "}", "[", "]", "&", @"\\", @"\multirow{2}{*}", @"\multicolumn{99}{c}{x}", @"\hline", "$", "^", "_", "%", "\n",
            @"\", "82.1", "a", " ", @"\pm", @"\cmidrule(", ")", @"\textbf", "--", "~", "\u2028", "\0"];
        Gen.OneOf(parts).Array[0, 60].Sample(some =>
        {
            var source = new SourceText("d.tex", string.Concat(some.Prepend(@"\begin{tabular}{ll}")));
            foreach (var cell in LatexTables.Read(source).SelectMany(g => g.Rows).SelectMany(r => r.Cells))
            {
                Assert.InRange(cell.At.Line, 1, source.Lines.Count);
                Assert.InRange(cell.At.Column, 1, source.Line(cell.At.Line).Length + 1);
            }
        }, iter: 20_000);
    }

    private static IReadOnlyList<Grid> Read(string body) => LatexTables.Read(new("d.tex", $"\\begin{{tabular}}{{llll}}{body}\\end{{tabular}}"));

    private static IReadOnlyList<IReadOnlyList<string>> Cells(string body) => [.. Assert.Single(Read(body)).Rows.Select(r => (IReadOnlyList<string>)[.. r.Cells.Select(c => c.Text)])];
}
