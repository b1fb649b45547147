using System.CommandLine;
using Recount.Evaluation.Tokens;
using Recount.Training.Formats;
using Recount.Training.Learning;
using Recount.Training.Output;
using Recount.Training.World;
using static TorchSharp.torch;

// The whole of specs/models/tiny-reader: items, tokenizer, model, scores and card.
Argument<DirectoryInfo> folder = new("folder") { Description = "Where the model goes; made if it is not there" };
Option<int> steps = new("--steps") { Description = "Of the training; fewer show that a seed always gives the same bytes", DefaultValueFactory = _ => new Lesson().Steps };
Option<int> seed = new("--seed") { Description = "Of items, text and weights", DefaultValueFactory = _ => new Lesson().Seed };
Option<FileInfo?> log = new("--log") { Description = "Also write each item's log-likelihoods under each format here, a line of JSON each" };
RootCommand command = new("Trains tiny-reader on text that it invents, and scores it under every format of the grid") { folder, steps, seed, log };
command.SetAction(given =>
{
    var to = given.GetValue(folder)!.FullName;
    Lesson lesson = new() { Seed = given.GetValue(seed), Steps = given.GetValue(steps) };
    Directory.CreateDirectory(to);
    set_num_threads(Lesson.Threads);

    var sets = HeldOut.Draw(lesson.Seed);
    HashSet<string> heldOut = [.. sets.SelectMany(s => s.Items).Select(i => i.Passage)];
    ItemFiles.Write(to, sets);
    var dice = Dice.Of(lesson.Seed, "merges");
    var merges = Merges.Learn(Enumerable.Range(0, 4000).Select(_ => Document.Draw(dice, Stage.Last, heldOut).Text), Lesson.Vocabulary);
    TokenizerFile.Write(to, merges);
    var tokenizer = ModelTokenizer.Read(to);

    random.manual_seed(lesson.Seed);
    using Reader reader = new(Lesson.Shape(merges.Tokens.Count));
    var outcome = lesson.Teach(reader, tokenizer, heldOut, Console.WriteLine, () => string.Join(", ", sets.Select(s => Right(s.Exercise, s.Items))));
    string Right(Exercise exercise, IReadOnlyList<Item> items) => $"{exercise.Name} {Score.Of(reader, tokenizer, Grid.Of(exercise)[0], items).Right} of {items.Count}";
    GraphFile.Write(to, reader);
    List<Sheet> sheets = [];
    foreach (var (exercise, items) in sets)
    {
        sheets.Add(new(exercise, [.. Grid.Of(exercise).Select(f => Score.Of(reader, tokenizer, f, items))]));
        Console.WriteLine(sheets[^1]);
    }

    if (given.GetValue(log) is { } file)
    {
        File.WriteAllLines(file.FullName, sheets.SelectMany(ScoresFile.Items));
    }

    File.WriteAllText(Path.Combine(to, "scores.csv"), ScoresFile.Text(sheets));
    File.WriteAllText(Path.Combine(to, "README.md"), Card.Text(lesson, outcome, sheets, reader, new FileInfo(Path.Combine(to, "model.onnx")).Length));
});
return command.Parse(args).Invoke();
