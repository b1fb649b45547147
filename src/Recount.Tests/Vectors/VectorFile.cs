using Recount.Text;

namespace Recount.Tests.Vectors;

/// <summary>Published test vectors, one case a row; every number is a text.</summary>
internal static class VectorFile
{
    /// <summary>The rows of a file in this folder, each as column to text.</summary>
    public static IReadOnlyList<IReadOnlyDictionary<string, string>> Rows(string name)
    {
        var diagnostics = new Diagnostics();
        var csv = CsvText.Read(new(name, File.ReadAllText(Path.Combine(Repository.Tests, "Vectors", name))), diagnostics);
        Assert.Empty(diagnostics.Sorted());
        var header = csv.Header.Select(c => c.Text).ToList();
        return [.. csv.Rows.Select(r => header.Zip(r).ToDictionary(x => x.First, x => x.Second.Text))];
    }

    /// <summary>The ids, for a theory that runs once per row.</summary>
    public static TheoryData<string> Ids(string name) => [.. Rows(name).Select(r => r["id"])];

    public static IReadOnlyDictionary<string, string> Row(string name, string id) => Rows(name).Single(r => r["id"] == id);
}
