using Recount.Text.Shapes;

namespace Recount.Specs;

/// <summary>The part of the spec language that declares data and fits.</summary>
internal static class FitShape
{
    private static readonly Shape Number = new Shape.Text("A number.");
    private static readonly Shape Column = new Shape.Text("A column.");
    private static readonly Shape Words = new Shape.Either("A word or several.", new Shape.Text("A word."), new Shape.ListOf("Several words.", new Shape.Text("A word.")));

    /// <summary>With a claim or a data set: only some rows.</summary>
    public static Shape Where { get; } = new Shape.MapOf("Only rows whose cell is this word, or one of these.", Words);

    /// <summary>A data set; <paramref name="declarations"/> say how well it is known.</summary>
    public static Shape Data(params Key[] declarations) => new Shape.Mapping("a data set", "Measurements: rows of numbers as a program wrote them.",
    [
        new("file", new Shape.Text("A CSV file below the folder of the spec.")),
        new("url", new Shape.Text("The https address of a CSV file; 'recount fetch' gets it, an audit never does.")),
        new("sha256", new Shape.Text("The digest of the file's bytes; without one, the lock file holds it.")),
        new("bytes", new Shape.Text("The length of the file.")),
        new("derived", new Shape.Text("How the file was made of what is at the url, where it is not that itself: it is then found by its digest only, in a mirror folder.")),
        new("licence", new Shape.Text("An SPDX identifier, or none.")),
        new("table", new Shape.Text("A printed table of this spec: its numbers as they are printed.")),
        new("from", new Shape.Text("Another data set above this one, with its filters applied.")),
        new("columns", new Shape.MapOf("Columns that follow from others.", new Shape.Text("A formula over columns: C / (6 * N)."))),
        new("where", Where),
        new("keep", new Shape.Text("A comparison that a row must meet to stay: loss < 3.4.")),
        new("drop", new Shape.Mapping("drop", "Leaves out rows by their rank.",
        [
            new("largest", new Shape.Text("So many of the largest: only what is below the last of them stays.")),
            new("smallest", new Shape.Text("So many of the smallest.")),
            new("of", Column, true),
        ])),
        new("frontier", new Shape.Mapping("a frontier", "Approach 1 of Hoffmann et al.: only runs that no cheaper one beats.",
        [
            new("budget", Column, true),
            new("loss", Column, true),
            new("bins", new Shape.Text("The lowest loss of each of so many bins, equal in the logarithm of the budget.")),
        ])),
        new("isoflop", new Shape.Mapping("isoflop", "Approach 2 of Hoffmann et al.: for each budget the minimum of a parabola of the loss in the logarithm of the size.",
        [
            new("budget", Column, true),
            new("size", Column, true),
            new("loss", Column, true),
        ])),
        new("duplicates", new Shape.Word("Rows that are the same in every cell are counted.", ["keep"])),
        .. declarations,
    ]);

    /// <summary>A fit.</summary>
    public static Shape Fit { get; } = new Shape.Mapping("a fit", "A model of some data, what a miss costs, where the search begins.",
    [
        new("like", new Shape.Text("Another fit above this one, whose declarations stand where this one has none.")),
        new("data", new Shape.Text("A data set.")),
        new("model", new Shape.Text("A formula over parameters and columns: E + A / N^alpha + B / D^beta.")),
        new("observed", new Shape.Text("What the model should give: a column, or a formula over columns.")),
        new("residuals", new Shape.Word("What is compared: the numbers, or their logarithms.", ["linear", "log"])),
        new("loss", new Shape.Either("What a residual r costs.",
            new Shape.Word("r^2, or |r|.", ["squares", "absolute"]),
            new Shape.Mapping("a loss", "Huber's loss.",
            [
                new("huber", new Shape.Text("r^2 / 2 up to this delta, linear beyond.")),
                new("huber-likelihood", new Shape.Text("Minus the log-likelihood of a density proportional to exp(-Huber(r / s)) with the best scale s; this is delta.")),
            ]))),
        new("weights", new Shape.Text("How much each row counts: a formula over columns.")),
        new("reduce", new Shape.Word("The sum of the losses is minimised, or their mean.", ["sum", "mean"])),
        new("parameters", new Shape.MapOf("The parameters of the model.", new Shape.Either("How a parameter is searched.",
            new Shape.Word("By its value, or by its logarithm.", ["linear", "log"]),
            new Shape.Mapping("a parameter", "How a parameter is searched.",
            [
                new("search", new Shape.Word("By its value, or by its logarithm.", ["linear", "log"])),
                new("fixed", new Shape.Text("Its value, where it is not searched: a number, or a formula over values.")),
                new("grid", new Shape.ListOf("Values to begin from, in what is searched: for 'log' these are logarithms. All combinations are tried.", Number)),
                new("between", new Shape.ListOf("For random starts: the lowest and the highest value, in what is searched.", Number)),
            ])))),
        new("start-at", new Shape.ListOf("Vectors to begin from.", new Shape.Text("The name of a vector."))),
        new("random-starts", new Shape.Mapping("random starts", "Points to begin from at random.",
        [
            new("count", new Shape.Text("How many."), true),
            new("seed", new Shape.Text("A whole number."), true),
        ])),
        new("optimiser", new Shape.Either("How the minimum is searched.",
            new Shape.Word("converged: to the end, whatever the scale of the objective.", ["converged"]),
            new Shape.Mapping("an optimiser", "As SciPy's minimize searches, to where its rules stop it.",
            [
                new("scipy", new Shape.Word("The method.", ["l-bfgs-b", "bfgs"]), true),
                new("gradient", new Shape.Word("Exact, or by forward differences as where no jac is given.", ["exact", "numeric"])),
                new("gtol", new Shape.Text("The search stops where no component of the gradient is larger; 1e-5 when left out.")),
                new("ftol", new Shape.Text("L-BFGS-B stops where the decrease is below this times max(|f|, 1); 2.2e-9 when left out.")),
            ]))),
        new("bootstrap", new Shape.Mapping("a bootstrap", "How rows are drawn again, from NumPy's legacy stream.",
        [
            new("draws", new Shape.Text("How many resamples."), true),
            new("seed", new Shape.Text("As given to numpy.random.seed."), true),
            new("share", new Shape.Text("Of the rows, how many are drawn, such as 80 %; all of them when left out.")),
            new("replacement", Shape.Flag("A row can be drawn again; true when left out.")),
            new("start-at", new Shape.Text("The vector at which every fit begins; the optimum when left out.")),
        ])),
        new("sample", new Shape.Word("Whether the data are those of the paper: the same, reconstructed, or another sample.", ["same", "reconstructed", "other"])),
        new("vectors", new Shape.MapOf("Published vectors, or others to compare with.",
            new Shape.MapOf("A value for every parameter.", new Shape.Text("A formula over values and table cells.")))),
        new("note", new Shape.Text("A remark for readers of the spec; not evaluated.")),
    ]);
}
