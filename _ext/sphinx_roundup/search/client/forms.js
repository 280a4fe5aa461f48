// @ts-check
// Forms of one word that no rule of endings tells: each line is a word, then its other forms.
// The Python that makes the index (analysis.py) reads what stands between the backticks.

(globalThis.roundupSearch ??= /** @type {RoundupSearch} */ ({})).FORMS = `
child children childrens
person people persons peoples
man men mens
woman women womens
foot feet
tooth teeth
wife wives
life lives
knife knives
half halves
thief thieves
self selves
criterion criteria
phenomenon phenomena
crisis crises
analyse analysis analyses
diagnose diagnosis diagnoses
hypothesis hypotheses
thesis theses
curriculum curricula
run ran
go went gone
flee fled
hide hid hidden
sell sold
buy bought
steal stole stolen
take took taken
give gave given
teach taught
tell told
catch caught
fight fought
find found
feel felt
keep kept
leave left
lose lost
speak spoke spoken
break broke broken
choose chose chosen
drive drove driven
know knew known
grow grew grown
begin began begun
rise rose risen
write wrote written
hold held
lead led
meet met
pay paid
spend spent
think thought
understand understood
beat beaten
centre center centers centres
theatre theater theaters
programme program programs
defence defense defenses
offence offense offenses
licence license licences licenses licensed
practise practice
judgement judgment
enquire inquire
enquiry inquiry
counsel counselling counseling counselled counseled
counsellor counselor counselors
fulfil fulfill
enrol enroll
travel travelling traveling travelled traveled
traveller traveler travelers
paedophile pedophile pedophiles
paediatric pediatric
grey gray
1 one
2 two
3 three
4 four
5 five
6 six
7 seven
8 eight
9 nine
10 ten
11 eleven
12 twelve
mum mom
`;
