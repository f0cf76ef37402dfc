"""Who is who in the file. A name written one way everywhere is what ties the entries of one person together."""

BALDWIN = "Alec Baldwin"
GUTIERREZ_REED = "Hannah Gutierrez-Reed"
HALLS = "David Halls"
RUST_PRODUCTIONS = "Rust Movie Productions"
KENNEY = "Seth Kenney"

DEFENDANTS = (BALDWIN, GUTIERREZ_REED, HALLS, RUST_PRODUCTIONS)
"""Those whose legal state the example shows; suits against others are in the file too."""

HALYNA_HUTCHINS = "Halyna Hutchins"
SOUZA = "Joel Souza"
MATTHEW_HUTCHINS = "Matthew Hutchins"

DISTRICT_ATTORNEY = "Mary Carmack-Altwies"
REEB = "Andrea Reeb"
MORRISSEY = "Kari Morrissey"
LEWIS = "Jason Lewis"
OCAMPO_JOHNSON = "Ocampo-Johnson"
SPECIAL_PROSECUTORS = "special prosecutors"

BALDWIN_COUNSEL = "Luke Nikas and Alex Spiro, for Alec Baldwin"
GUTIERREZ_REED_COUNSEL = "Jason Bowles and Todd Bullion, for Hannah Gutierrez-Reed"

CRIMINAL = "criminal"
FIREARM_IN_BAR = "criminal-firearm-in-liquor-establishment"
HUTCHINS_SUIT = "civil-hutchins"
OHSB = "ohsb"
"""Names of the proceedings; the matter has more than one."""
