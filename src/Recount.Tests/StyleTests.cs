using System.Text.RegularExpressions;

namespace Recount.Tests;

/// <summary>The rules of the house that a machine can hold: one-way folders, no input or output in the library, names, sizes.</summary>
public partial class StyleTests
{
    /// <summary>Each folder of the library uses only itself and those before it.</summary>
    private static readonly string[] Line = ["Text", "Quantities", "Statistics", "Scoring", "Fitting", "Printed", "Costs", "Findings", "Claims", "Specs", "Audits", "Reports"];

    private static readonly string Library = Repository.At("src", "Recount");

    private static IEnumerable<string> Sources(string folder) => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories)
        .Where(f => !f.Split(Path.DirectorySeparatorChar).Any(p => p is "obj" or "bin"));

    [Fact]
    public void Every_folder_of_the_library_has_its_place_in_the_line() =>
        Assert.Equal(Line.Order(), Directory.EnumerateDirectories(Library).Select(d => Path.GetFileName(d)!).Where(d => d is not ("obj" or "bin")).Order());

    [Fact]
    public void Folders_use_only_those_before_them()
    {
        foreach (var file in Sources(Library))
        {
            var own = Array.IndexOf(Line, Path.GetRelativePath(Library, file).Split(Path.DirectorySeparatorChar)[0]);
            foreach (var used in Uses().Matches(File.ReadAllText(file)).Select(m => m.Groups[1].Value).Where(Line.Contains))
            {
                Assert.True(Array.IndexOf(Line, used) <= own, $"{file} uses {used}");
            }
        }
    }

    [Fact]
    public void Rooms_of_the_fits_use_only_those_before_them()
    {
        string[] rooms = ["Models", "Objectives", "Replay", "Minima"];
        var fitting = Path.Combine(Library, "Fitting");
        Assert.Equal(rooms.Order(), Directory.EnumerateDirectories(fitting).Select(d => Path.GetFileName(d)!).Order());
        var seen = 0;
        for (var own = 0; own < rooms.Length; own++)
        {
            foreach (var used in Sources(Path.Combine(fitting, rooms[own])).SelectMany(f => UsesOfRooms().Matches(File.ReadAllText(f))).Select(m => m.Groups[1].Value))
            {
                Assert.True(Array.IndexOf(rooms, used) is >= 0 and var at && at < own, $"Fitting/{rooms[own]} uses {used}");
                seen++;
            }
        }

        Assert.NotEqual(0, seen);
    }

    [Fact]
    public void Rooms_of_the_evaluation_use_only_those_before_them()
    {
        string[] rooms = ["Graphs", "Models", "Tokens", "Runs"];
        var folder = Repository.At("src", "Recount.Evaluation");
        Assert.Equal(rooms.Order(), Directory.EnumerateDirectories(folder).Select(d => Path.GetFileName(d)!).Where(d => d is not ("obj" or "bin")).Order());
        foreach (var (room, own) in rooms.Select((r, i) => (r, i)))
        {
            var used = Sources(Path.Combine(folder, room)).SelectMany(f => Regex.Matches(File.ReadAllText(f), @"Recount\.Evaluation\.(\w+)")).Select(m => m.Groups[1].Value).Where(rooms.Contains);
            Assert.All(used, u => Assert.InRange(Array.IndexOf(rooms, u), 0, own));
        }
    }

    [Fact]
    public void The_library_touches_no_file_console_clock_process_or_network()
    {
        foreach (var file in Sources(Library))
        {
            var match = Forbidden().Match(Comments().Replace(File.ReadAllText(file), ""));
            Assert.False(match.Success, $"{file}: {match.Value}");
        }
    }

    [Fact]
    public void No_room_is_called_by_what_everything_is()
    {
        foreach (var file in Sources(Repository.At("src")).Concat(Sources(Repository.At("build"))))
        {
            Assert.DoesNotMatch(@"(?i)(common|(?<!s)core|helper|util|service|manager|base)s?(\.cs|/)", Path.GetRelativePath(Repository.Root, file).Replace('\\', '/').Replace("Cake.Core", "", StringComparison.Ordinal));
        }
    }

    [Fact]
    public void No_file_of_the_product_is_longer_than_250_lines()
    {
        foreach (var file in Sources(Repository.At("src")).Concat(Sources(Repository.At("build"))).Where(f => !f.Contains("FormulaParser", StringComparison.Ordinal) && !f.Contains("Recount.Tests", StringComparison.Ordinal)))
        {
            Assert.InRange(File.ReadAllLines(file).Length, 1, 250);
        }
    }

    [Fact]
    public void No_line_is_longer_than_190_but_for_wording_and_patterns()
    {
        foreach (var file in Sources(Repository.At("src")).Concat(Sources(Repository.At("build"))).Where(f => !f.Contains("Recount.Tests", StringComparison.Ordinal)))
        {
            var wording = Path.GetFileName(file) is "Mistakes.cs" or "SpecShape.cs";
            Assert.All(File.ReadAllLines(file).Where(l => !wording && !l.Contains("GeneratedRegex", StringComparison.Ordinal)), l => Assert.InRange(l.Length, 0, 190));
        }
    }

    [Fact]
    public void Names_of_tests_are_sentences()
    {
        var tests = typeof(StyleTests).Assembly.GetTypes().SelectMany(t => t.GetMethods()).Where(m => m.GetCustomAttributes(typeof(FactAttribute), true).Length > 0).ToList();
        Assert.NotEmpty(tests);
        Assert.All(tests.Where(t => t.DeclaringType != typeof(Cli.Screens)), t => Assert.Contains('_', t.Name));
    }

    [GeneratedRegex(@"using Recount\.Fitting\.(\w+)")]
    private static partial Regex UsesOfRooms();

    [GeneratedRegex(@"\bRecount\.(\w+)|(?<=using Recount\.)(\w+)")]
    private static partial Regex Uses();

    [GeneratedRegex(@"//[^\n]*")]
    private static partial Regex Comments();

    [GeneratedRegex(@"System\.IO\b|\b(File|Directory|FileInfo|Console|Process|HttpClient|Socket|Environment|Stopwatch|Thread)\.\w+|DateTime(Offset)?\.(Utc)?Now|TimeProvider|\bRandom(\.Shared|\()|Assembly\.Load|Activator\.")]
    private static partial Regex Forbidden();
}
