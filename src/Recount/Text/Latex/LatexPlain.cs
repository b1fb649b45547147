using System.Text;
using System.Text.RegularExpressions;

namespace Recount.Text.Latex;

/// <summary>The text of a LaTeX cell as it is printed: markup gone, signs in their own characters, footnote marks dropped.</summary>
internal static partial class LatexPlain
{
    private const int MostDepth = 40;

    // Commands whose one argument is not printed, or is a mark.
    private static readonly HashSet<string> Dropped =
    [
        "cite", "citep", "citet", "citealp", "citeyear", "ref", "label", "footnote", "footnotemark", "tablefootnote", "tnote", "cellcolor", "rowcolor", "columncolor",
        "color", "hspace", "vspace", "phantom", "hphantom", "vphantom", "end",
    ];

    // Commands of which the last argument is printed.
    private static readonly HashSet<string> Last =
    [
        "textcolor", "colorbox", "fcolorbox", "rotatebox", "raisebox", "scalebox", "resizebox", "href", "hyperref", "parbox", "makebox", "multirow", "multicolumn",
    ];

    private static readonly Dictionary<string, string> Signs = new()
    {
        ["pm"] = " ± ", ["times"] = " × ", ["cdot"] = " × ", ["approx"] = "≈ ", ["sim"] = "~", ["leq"] = "≤ ", ["le"] = "≤ ", ["geq"] = "≥ ", ["ge"] = "≥ ",
        ["quad"] = " ", ["qquad"] = " ", ["space"] = " ", ["newline"] = " ", ["textendash"] = "–", ["textemdash"] = "—", ["textasciitilde"] = "~", ["textpm"] = " ± ",
        ["percent"] = "%", ["Delta"] = "Δ", ["delta"] = "δ", ["kappa"] = "κ", ["beta"] = "β", ["uparrow"] = "", ["downarrow"] = "", ["rightarrow"] = " ",
        ["dagger"] = "", ["ddagger"] = "", ["dag"] = "", ["ddag"] = "", ["star"] = "", ["ast"] = "", ["left"] = "", ["right"] = "",
        ["%"] = "%", ["&"] = "&", ["#"] = "#", ["_"] = "_", ["$"] = "$", ["{"] = "{", ["}"] = "}", ["\\"] = " ", [","] = "", [";"] = " ", [":"] = " ", ["!"] = "", [" "] = " ", ["/"] = "",
    };

    public static string Of(string latex) => Of(latex, 0);

    private static string Of(string latex, int depth)
    {
        var text = new StringBuilder();
        for (var at = 0; at < latex.Length && depth < MostDepth;)
        {
            at = Step(latex, at, text, depth);
        }

        return Blanks().Replace(text.ToString(), " ").Trim();
    }

    private static int Step(string latex, int at, StringBuilder text, int depth)
    {
        switch (latex[at])
        {
            case '\\':
                return Command(latex, at, text, depth);
            case '{' or '}' or '$':
                return at + 1;
            case '~':
                text.Append(' ');
                return at + 1;
            case '-' when at + 1 < latex.Length && latex[at + 1] == '-':
                var dashes = 1;
                while (at + dashes < latex.Length && latex[at + dashes] == '-')
                {
                    dashes++;
                }

                text.Append('–');
                return at + dashes;
            case '^' or '_' when at + 1 < latex.Length:
                var braced = latex[at + 1] == '{';
                var end = braced ? Latex.Close(latex, at + 1) + 1 : latex[at + 1] == '\\' ? at + 2 + Latex.Command(latex, at + 1).Length : at + 2;
                Script(latex[at], Of(latex[(at + 1)..Math.Min(end, latex.Length)], depth + 1), text);
                return Math.Min(end, latex.Length);
            default:
                text.Append(latex[at]);
                return at + 1;
        }
    }

    private static int Command(string latex, int at, StringBuilder text, int depth)
    {
        var name = Latex.Command(latex, at);
        var behind = at + 1 + name.Length;
        if (Signs.TryGetValue(name, out var sign))
        {
            text.Append(sign);
            return behind;
        }

        if (name == "begin" || Dropped.Contains(name))
        {
            return Latex.Arguments(latex, behind, name == "begin" ? int.MaxValue : 1).End;
        }

        var (arguments, end) = Latex.Arguments(latex, behind);
        switch (name)
        {
            case "textsuperscript" or "textsubscript" when arguments.Count > 0:
                Script(name == "textsuperscript" ? '^' : '_', Of(arguments[0], depth + 1), text);
                break;
            case "SI" or "qty" when arguments.Count > 1:
                text.Append(Of(arguments[0], depth + 1)).Append(' ').Append(Of(arguments[1], depth + 1));
                break;
            case var _ when arguments.Count == 0:
                return name.Length == 0 ? at + 1 : behind;
            case var _ when Last.Contains(name):
                text.Append(Of(arguments[^1], depth + 1));
                break;
            default:
                // What a command of the author's makes of several arguments, or of one at a number, is not known: nothing that reads as a number.
                var unknown = arguments.Count > 1 || (text.Length > 0 && char.IsDigit(text[^1]));
                text.Append(unknown ? " " : "").AppendJoin(" ", arguments.Select(a => Of(a, depth + 1)));
                break;
        }

        return end;
    }

    // A power of ten is kept, a spread beside a number becomes its uncertainty; any other script of a number is a mark.
    private static void Script(char kind, string inner, StringBuilder text)
    {
        var printed = text.ToString().TrimEnd();
        var afterNumber = printed.Length > 0 && char.IsDigit(printed[^1]);
        if (kind == '^' && printed.EndsWith("10", StringComparison.Ordinal) && Number().IsMatch(inner) && Power().IsMatch(printed))
        {
            text.Append('^').Append(inner);
        }
        else if (afterNumber && (inner.Contains('±', StringComparison.Ordinal) || Spread().IsMatch(inner) || (kind == '_' && Number().IsMatch(inner))))
        {
            text.Append(" ± ").Append(inner.Trim('±', ' ', '(', ')'));
        }
        else if (kind == '_' && printed.Length > 0 && char.IsLetter(printed[^1]))
        {
            text.Append('_').Append(inner);
        }
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();

    [GeneratedRegex(@"^[-−–+]?[0-9.]+$")]
    private static partial Regex Number();

    // "3 × 10", or "10" alone: not 82.10.
    [GeneratedRegex(@"(?:^|[×·x*]\s*)10$")]
    private static partial Regex Power();

    // (0.4), or 0.4 with a point: a footnote has neither.
    [GeneratedRegex(@"^(?:\([0-9.]+\)|[0-9]*\.[0-9]+)$")]
    private static partial Regex Spread();
}
